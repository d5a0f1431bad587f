"""A firm sends its people, within what one firm may, and no other firm learns of them."""

import re

import pytest
from sqlalchemy import select

from club.classes.models import Audience, Registration, Standing
from club.core import clock
from club.core.db import session, transaction
from club.core.messages import Message
from club.core.scope import Scope, inside
from club.firms.leaving import leave
from club.firms.models import Membership
from club.policy import FirmRole
from tests.classes.joining import a_secretary, counters, standings
from tests.makers import (
    a_class,
    a_firm,
    a_membership,
    a_person,
    a_registration,
    as_desk,
    as_firm,
    sign_in,
)


@pytest.mark.slow
def test_a_firm_sends_its_people_within_its_cap_and_no_other_firm_sees_them(crown, client, app) -> None:
    row = a_class(crown, audience=Audience.MEMBERS, firm_most=2)
    clients, extras = {}, {}
    for slug in ("lantern", "bamboo"):
        firm = a_firm(crown, slug)
        for role in (FirmRole.LEAD, FirmRole.STAFF):
            person = a_person()
            member = a_membership(firm, role, person, name=f"{role.value} of {slug}")
            clients[slug, role] = (one := app.test_client(), member)
            sign_in(one, person)
        extras[slug] = a_membership(firm, FirmRole.STAFF, a_person(), name=f"extra of {slug}")
    lead, own = clients["lantern", FirmRole.LEAD]
    staff, colleague = clients["lantern", FirmRole.STAFF]
    path = f"/crown/firms/lantern/classes/{row.slug}"
    assert "extra of" not in staff.get(path).text
    assert staff.submit(path, {"people": [own.ref]}).status_code == 422
    assert staff.submit(path, {"people": [colleague.ref]}).status_code == 303
    own_page = re.search(r'href="([^"]+/places/[^"]+)"', staff.get(path).text)
    assert "Your code for the door" in staff.get(own_page[1]).text
    assert "/places/" not in lead.get(path).text, "a private page is for whoever it is about"
    with as_desk(crown):
        refs = list(session().scalars(select(Registration.ref)))
    over = lead.submit(path, {"people": [own.ref, extras["lantern"].ref]})
    assert over.status_code == 422
    assert "One firm may send 2 people to this class; yours has registered 1." in over.text
    assert lead.submit(path, {"people": [extras["bamboo"].ref]}).status_code == 422
    assert lead.submit(path, {"people": [own.ref]}).status_code == 303
    assert standings(crown, row) == [("staff of lantern", "placed"), ("lead of lantern", "placed")]
    assert "yours has registered 2." in lead.get(path).text, "who cannot send anybody is not asked whom"
    rival, _member = clients["bamboo", FirmRole.LEAD]
    assert "lantern" not in rival.get(f"/crown/firms/bamboo/classes/{row.slug}").text
    rival.submit(
        f"/crown/firms/bamboo/classes/{row.slug}",
        {"ref": refs[0]},
        to=f"/crown/firms/bamboo/classes/{row.slug}/withdrawal",
    )
    lead.submit(path, {"ref": refs[0]}, to=f"{path}/withdrawal")
    assert [state for _, state in standings(crown, row)] == ["withdrawn", "placed"]


def test_whoever_is_taken_off_by_somebody_else_is_told_by_whom(crown, client, app) -> None:
    row, firm, person = a_class(crown), a_firm(crown, "lantern"), a_person()
    a_membership(firm, FirmRole.LEAD, person)
    sign_in(client, person)
    sent = a_membership(firm, FirmRole.STAFF, a_person("sent@lantern.example"))
    path = f"/crown/firms/lantern/classes/{row.slug}"
    client.submit(path, {"people": [sent.ref]})
    visitor = a_registration(row, crown)
    with as_desk(crown):
        ref = session().scalars(select(Registration.ref).where(Registration.person_id == sent.person_id)).one()
    client.submit(path, {"ref": ref}, to=f"{path}/withdrawal")
    door = f"/crown/classes/check-in/{visitor.ref}"
    a_secretary(app, crown).submit(door, to=f"/crown/classes/{row.slug}/registrations/{visitor.ref}/withdrawal")
    assert {state for _, state in standings(crown, row)} == {"withdrawn"}
    with as_desk(crown):
        told = session().scalars(select(Message.body_text).where(Message.event == "classes/taken_off")).one()
    assert told.startswith(f"Club crown has taken you off the list of “{row.title}”.")
    with inside(Scope(crown.id, person=sent.person_id)):
        told = session().scalars(select(Message.body_text).where(Message.event == "classes/taken_off")).one()
    assert told.startswith(f"{firm.name} has taken you off")


def test_whoever_leaves_a_firm_gives_back_the_places_to_come(crown) -> None:
    firm = a_firm(crown, "lantern")
    member = a_membership(firm, FirmRole.STAFF, a_person())
    to_come, over = a_class(crown), a_class(crown, in_days=-3)
    for row in (to_come, over):
        a_registration(row, crown, firm=firm, person_id=member.person_id)
    with as_firm(firm), transaction():
        leave(session().get_one(Membership, member.id), at=clock.now())
    assert [standings(crown, row)[0][1] for row in (to_come, over)] == ["withdrawn", "placed"]
    assert counters(crown, to_come) == (0, 0, 0)


def test_whoever_is_sent_is_told_in_their_own_language_and_nobody_consents_for_them(crown, client) -> None:
    row, firm, person = a_class(crown), a_firm(crown, "lantern"), a_person()
    a_membership(firm, FirmRole.LEAD, person)
    sign_in(client, person)
    sent = a_membership(firm, FirmRole.STAFF, a_person(lang="zh"))
    client.submit(f"/crown/firms/lantern/classes/{row.slug}", {"people": [sent.ref]})
    with as_desk(crown):
        (came,) = session().scalars(select(Registration)).all()
    assert (came.lang, came.consented_at) == ("zh", None)


def test_whom_the_club_declined_is_named_to_their_firm(crown, client) -> None:
    row, firm, person = a_class(crown), a_firm(crown, "lantern"), a_person()
    own = a_membership(firm, FirmRole.LEAD, person)
    sign_in(client, person)
    sent = a_membership(firm, FirmRole.STAFF, a_person(), name="Wen")
    who = f"person:{firm.id}:{sent.person_id}"
    a_registration(row, crown, Standing.DECLINED, firm=firm, person_id=sent.person_id, who=who)
    answer = client.submit(f"/crown/firms/lantern/classes/{row.slug}", {"people": [own.ref, sent.ref]})
    assert "The club could not give Wen a place in this class." in answer.text
    assert [state for _, state in standings(crown, row)] == ["declined"]
