"""A person is one in the whole installation: two firms that send the same one find a single place."""

from functools import partial

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from club.classes.models import Audience, Registration, Standing
from club.core.db import session
from club.firms.models import Firm
from club.policy import FirmRole
from tests.applications.test_races import at_once
from tests.classes.joining import counters, standings
from tests.makers import a_class, a_firm, a_membership, a_person, a_registration, as_desk, sign_in

TOLD = "Wen Li is on the list of this class already."


@pytest.fixture
def row(crown):
    return a_class(crown, audience=Audience.MEMBERS)


@pytest.fixture
def leads(crown, app):
    """The leads of two firms, and by what each calls the one person who works for both."""
    both, found = a_person(), {}
    for slug in ("lantern", "bamboo"):
        firm, lead, client = a_firm(crown, slug), a_person(), app.test_client()
        a_membership(firm, FirmRole.LEAD, lead)
        sign_in(client, lead)
        found[slug] = client, a_membership(firm, FirmRole.STAFF, both, name="Wen Li")
    return found


def at(slug, row) -> str:
    return f"/crown/firms/{slug}/classes/{row.slug}"


def test_a_second_firm_is_told_who_goes_already_and_not_for_whom(crown, row, leads) -> None:
    (first, sent), (second, same) = leads["lantern"], leads["bamboo"]
    assert first.submit(at("lantern", row), {"people": [sent.ref]}).status_code == 303
    refused = second.submit(at("bamboo", row), {"people": [same.ref]})
    assert (refused.status_code, TOLD in refused.text, "antern" in refused.text) == (422, True, False)
    assert (standings(crown, row), counters(crown, row)) == ([("Wen Li", "placed")], (1, 0, 0))


def test_whoever_was_taken_off_by_one_firm_may_be_sent_by_the_other(crown, row, leads) -> None:
    (first, sent), (second, same) = leads["lantern"], leads["bamboo"]
    first.submit(at("lantern", row), {"people": [sent.ref]})
    with as_desk(crown):
        ref = session().scalars(select(Registration.ref)).one()
    first.submit(at("lantern", row), {"ref": ref}, to=f"{at('lantern', row)}/withdrawal")
    assert second.submit(at("bamboo", row), {"people": [same.ref]}).status_code == 303
    again = first.submit(at("lantern", row), {"people": [sent.ref]})
    assert (again.status_code, TOLD in again.text) == (422, True)
    assert [state for _, state in standings(crown, row)] == ["withdrawn", "placed"]


def test_two_firms_that_send_the_same_person_at_once_get_one_place(crown, row, leads) -> None:
    calls = []
    for slug, (client, member) in leads.items():
        fields = {**client.form(at(slug, row)), "people": [member.ref]}
        calls.append(partial(client.post, at(slug, row), data=fields))
    assert sorted(answer.status_code for answer in at_once(*calls)) == [303, 422]
    assert (standings(crown, row), counters(crown, row)) == ([("Wen Li", "placed")], (1, 0, 0))


def test_the_table_itself_holds_no_second_place(crown, row) -> None:
    person = a_person()
    a_registration(row, crown, Standing.WAITING, firm=a_firm(crown), person_id=person.id)
    with pytest.raises(IntegrityError):
        a_registration(row, crown, firm=a_firm(crown), person_id=person.id)
    session().rollback()
    a_registration(row, crown, Standing.WITHDRAWN, firm=a_firm(crown), person_id=person.id)
    with as_desk(crown):
        assert session().scalar(select(func.count(Registration.id)).where(Registration.person_id == person.id)) == 2
        assert session().scalar(select(func.count(Firm.id))) == 3
