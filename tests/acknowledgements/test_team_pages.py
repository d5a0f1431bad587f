"""The pages of whoever leads: who signs, who is current, reminders, evidence."""

from datetime import date, timedelta

import pytest

from club.acknowledgements.models import Signature
from club.acknowledgements.views.proving import PAGE
from club.core import clock
from club.core.db import session
from club.core.jobs import finish_all
from club.core.office import read_workbook
from club.firms import people_actions
from club.firms.audience_rules import Audience
from club.firms.models import Firm, Membership
from club.policy import FirmRole
from tests.acknowledgements.mill import later
from tests.acknowledgements.pages import Firmly, text
from tests.client import HouseClient
from tests.makers import as_firm
from tests.statements import counted


def test_an_owner_has_a_text_signed_and_sees_who_is_current(app, client: HouseClient, at_noon) -> None:
    firm = Firmly(client)
    assert "Nobody signs this text yet" in firm.enter("owner").get(firm.board).text
    answer = client.submit(f"{firm.board}/assign", {"who": "everybody", "days": "5"})
    assert answer.location.endswith(firm.board)
    finish_all()
    firm.press("staff")
    at_noon.move_to(later(6))
    page = firm.enter("owner").get(firm.board).text
    assert "1 of 5 are current" in page
    assert "As of edition 1, in force since 1 January 2026; today is 29 November 2026." in page
    assert "edition 1, 23 Nov 2026, 12:00" in page
    for show, here, absent in (("current", "Zhou Xia", "Li Kai"), ("overdue", "Li Kai", "Zhou Xia")):
        people = client.get(f"{firm.board}?show={show}").text
        assert here in people
        assert absent not in people.split('id="assigned"')[0].split("</details>")[-1]
    assert client.get(f"{firm.board}?show=nonsense").status_code == 200
    listed = text(client.get(f"{firm.root}/signing").text)
    assert "4 signatures are overdue" in listed
    assert "1 of 5" in listed


def test_a_lead_sees_and_asks_the_own_department_only(app, client: HouseClient) -> None:
    firm = Firmly(client)
    firm.assign()
    page = firm.enter("lead").get(firm.board).text
    assert "Zhou Xia" in page
    assert "Li Kai" not in page
    assert firm.board in client.get(f"{firm.root}/signing").text
    form = client.get(f"{firm.board}/assign").text
    assert "everybody in the firm" not in form
    assert "Store" not in form
    answer = client.submit(f"{firm.board}/assign", {"who": f"department:{firm.store.ref}", "days": "5"})
    assert answer.status_code == 422
    assert (
        client.submit(f"{firm.board}/assign", {"who": f"department:{firm.service.ref}", "days": "5"}).status_code == 303
    )
    other = firm.people["other"][1].ref
    answer = client.submit(f"{firm.board}/assign", {"who": "people", "people": [other], "days": "5"})
    assert answer.status_code == 422
    (everybody, _mine) = firm.assignments()
    answer = client.submit(firm.board, {"days": "1"}, to=f"{firm.root}/signing/assignments/{everybody.ref}")
    assert answer.status_code == 422
    assert "A lead asks the own department and its people only." in answer.text


def test_a_text_that_reaches_none_of_the_own_people_is_not_on_a_leads_list(app, client: HouseClient) -> None:
    firm = Firmly(client)
    firm.assign(Audience.DEPARTMENT, department=firm.store)
    assert firm.board not in firm.enter("lead").get(f"{firm.root}/signing").text
    assert firm.board in firm.enter("owner").get(f"{firm.root}/signing").text


def test_an_assignment_sent_twice_is_made_once(app, client: HouseClient) -> None:
    firm = Firmly(client)
    fields = {**firm.enter("owner").form(f"{firm.board}/assign"), "who": "everybody", "days": "5"}
    assert [client.post(f"{firm.board}/assign", data=fields).status_code for _ in range(2)] == [303, 303]
    answer = client.submit(f"{firm.board}/assign", {"who": "everybody", "days": "9"})
    assert answer.status_code == 422
    assert "This text is assigned to them already." in answer.text
    assert 'value="9"' in answer.text
    assert len(firm.assignments()) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"who": "everybody", "days": "0"},
        {"who": "everybody", "days": "x"},
        {"who": "everybody", "days": "9" * 30},
        {"who": "everybody", "days": "", "by": ""},
        {"who": "everybody", "by": "2026-11-23"},
        {"who": "everybody", "by": "9999-12-31"},
        {"who": "role:accountant"},
        {"who": "role:king"},
        {"who": "nobody"},
        {"who": ""},
        {"who": "people"},
    ],
)
def test_who_and_when_have_to_make_sense(app, client: HouseClient, fields: dict[str, str]) -> None:
    firm = Firmly(client)
    assert firm.enter("owner").submit(f"{firm.board}/assign", fields).status_code == 422
    assert firm.assignments() == []


def test_people_ticked_beside_another_choice_are_asked_about(app, client: HouseClient) -> None:
    firm = Firmly(client)
    fields = {"who": "everybody", "people": [firm.people["staff"][1].ref]}
    answer = firm.enter("owner").submit(f"{firm.board}/assign", fields)
    assert answer.status_code == 422
    assert "You named people but chose others above." in answer.text
    assert firm.assignments() == []


def test_a_last_day_counts_instead_of_the_days(app, client: HouseClient) -> None:
    firm = Firmly(client)
    firm.enter("owner").submit(f"{firm.board}/assign", {"who": "everybody", "days": "7", "by": "2026-12-23"})
    assert firm.duties()["Zhou Xia"].standing.due_on == date(2026, 12, 23)


def test_an_assignment_changed_meanwhile_is_not_overwritten(app, client: HouseClient) -> None:
    firm = Firmly(client)
    at = f"{firm.root}/signing/assignments/{firm.assign()}"
    stale = {**firm.enter("owner").form(at), "days": "20"}
    assert client.submit(at, {"days": "10"}).status_code == 303
    answer = client.post(at, data=stale)
    assert answer.status_code == 422
    assert "Somebody changed this assignment meanwhile." in answer.text
    assert [one.days for one in firm.assignments()] == [10]


def test_a_list_of_names_that_all_left_is_no_leads(app, client: HouseClient) -> None:
    firm = Firmly(client)
    at = f"{firm.root}/signing/assignments/{firm.assign(Audience.PEOPLE, people=[firm.people['other'][1]])}"
    with as_firm(firm.firm):
        people_actions.end(session().get_one(Membership, firm.people["other"][1].id), by=FirmRole.OWNER, at=clock.now())
    answer = firm.enter("lead").submit(firm.board, to=f"{at}/end")
    assert answer.status_code == 422
    assert "A lead asks the own department and its people only." in answer.text
    assert firm.enter("owner").submit(firm.board, to=f"{at}/end").status_code == 303


def test_people_are_reminded_by_hand_once_a_day(app, client: HouseClient, at_noon) -> None:
    firm = Firmly(client)
    firm.assign()
    at_noon.move_to(later(1))
    ticked = firm.people["other"][1].ref
    answer = firm.enter("owner").submit(firm.board, {"person": [ticked]}, to=f"{firm.board}/remind")
    assert answer.status_code == 303
    finish_all()
    assert "1 person is reminded." in client.get(firm.board).text
    assert firm.told("other")[-1] == "acknowledgements/signature_due"
    assert len(firm.told("staff")) == 1
    assert "2 times, last on 24 Nov 2026" in client.get(firm.board).text
    answer = client.submit(firm.board, {"person": [ticked]}, to=f"{firm.board}/remind")
    assert answer.status_code == 422
    assert "told within the last day" in answer.text


def test_a_lead_reminds_the_own_people_only(app, client: HouseClient, at_noon) -> None:
    firm = Firmly(client)
    firm.assign()
    at_noon.move_to(later(1))
    answer = firm.enter("lead").submit(firm.board, {"person": [firm.people["other"][1].ref]}, to=f"{firm.board}/remind")
    assert answer.status_code == 422
    assert firm.told("other") == ["acknowledgements/signature_asked"]


def test_the_evidence_names_who_left_and_tells_the_firms_own_time(app, client: HouseClient) -> None:
    firm = Firmly(client)
    with as_firm(firm.firm):
        session().get_one(Firm, firm.firm.id).zone = "America/New_York"
    firm.assign()
    firm.press("staff")
    with as_firm(firm.firm):
        session().get_one(Membership, firm.people["staff"][1].id).left_at = clock.now()
    page = text(firm.enter("owner").get(f"{firm.board}/evidence").text)
    assert "Zhou Xia" in page
    assert "left the firm on 22 November 2026" in page
    assert "22 Nov 2026, 23:00" in page
    assert "America/New_York" in page
    with as_firm(firm.firm):
        digest = firm._row("lead").digest
    assert digest in page
    assert "Zhou Xia" in firm.enter("lead").get(f"{firm.board}/evidence").text


def test_the_text_leads_whoever_leads_to_its_signatures(app, client: HouseClient) -> None:
    firm = Firmly(client)
    page = f"{firm.root}/standards/{firm.document.ref}"
    assert firm.board in firm.enter("lead").get(page).text
    assert firm.board not in firm.enter("staff").get(page).text


def test_a_role_signs(app, client: HouseClient) -> None:
    firm = Firmly(client)
    firm.enter("office").submit(f"{firm.board}/assign", {"who": "role:lead", "days": "5"})
    assert list(firm.duties()) == ["Wang Ting"]
    (made,) = firm.assignments()
    assert (made.audience, made.role) == (Audience.ROLE, FirmRole.LEAD)


def signed_by_many(firm: Firmly, count: int) -> None:
    """So many people more have signed edition 1, an hour after each other."""
    for place in range(count):
        firm.member(f"more{place}", FirmRole.STAFF, f"Signer {place:03}", department_id=firm.store.id)
    with as_firm(firm.firm):
        facts = {"document_id": firm.document.id, "number": 1, "title": "Service", "lang": "en"}
        for place in range(count):
            signer, at = firm.people[f"more{place}"][1].id, clock.now() + timedelta(hours=place)
            made = Signature(ref=f"{place:016}", membership_id=signer, name=f"Signer {place:03}", **facts)
            made.digest, made.signed_at = "0" * 64, at
            session().add(made)


@pytest.mark.slow
def test_much_evidence_comes_in_pages_and_whole_as_a_table(app, client: HouseClient) -> None:
    firm = Firmly(client)
    firm.assign()
    firm.press("staff")
    evidence = f"{firm.board}/evidence"
    counts = []
    for more in (0, PAGE):
        signed_by_many(firm, more)
        firm.enter("owner").get(evidence)
        with counted(app) as sent:
            client.get(evidence)
        counts.append(len(sent))
    assert counts[0] == counts[1]
    first, second = client.get(evidence).text, client.get(f"{evidence}?page=2").text
    assert first.count("Signer ") + first.count("Zhou Xia") == PAGE
    assert "Signer 049" in second
    assert "Signer 048" not in second
    (grid,) = read_workbook(client.get(f"{evidence}.xlsx").data, "evidence.xlsx")
    assert len(grid.rows) == PAGE + 2
    assert grid.rows[1][1] == "Zhou Xia"
    (own,) = read_workbook(firm.enter("lead").get(f"{evidence}.xlsx").data, "evidence.xlsx")
    assert len(own.rows) == 2, "a lead takes out the own department"
