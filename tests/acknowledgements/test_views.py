"""The pages of signing: one's own, and those of whoever leads."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine

from club.acknowledgements.rules import Audience
from club.core import clock
from club.core.db import session
from club.core.jobs import finish_all
from club.documents.kinds.ladder.body import Salary
from club.firms.models import Firm, Membership
from club.policy import FirmRole
from tests.acknowledgements.mill import MAJOR, MINOR, NOON, Mill, a_text, later
from tests.client import HouseClient
from tests.documents.bodies import a_ladder, a_stage
from tests.makers import a_document, a_next_number, as_firm, sign_in


@pytest.fixture(autouse=True)
def at_noon() -> Any:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


class Firmly(Mill):
    """The mill with somebody at its pages."""

    def __init__(self, client: HouseClient, slug: str = "mill", club: Any = None) -> None:
        super().__init__(slug, club)
        self.client = client
        self.root = f"/crown/firms/{slug}"
        self.read = f"{self.root}/reading/{self.document.ref}"
        self.board = f"{self.root}/signing/{self.document.ref}"

    def enter(self, name: str) -> HouseClient:
        sign_in(self.client, self.people[name][0])
        return self.client

    def press(self, name: str, **changes: str) -> Any:
        """Open the page, tick and sign."""
        return self.enter(name).submit(self.read, {"is_read": "y", **changes})


def text(page: str) -> str:
    """What stands on a page, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_somebody_finds_reads_and_signs_a_text(app, client: HouseClient) -> None:
    firm = Firmly(client)
    firm.assign()
    page = firm.enter("staff").get(f"{firm.root}/reading").text
    assert "1 text waits for your signature" in page
    assert firm.read in page
    page = client.get(firm.read).text
    for words in ("Reply in 30 seconds.", "by 30 November 2026", "Zhou Xia", "23 November 2026", "Sign edition 1"):
        assert words in page
    assert firm.press("staff").location.endswith(firm.read)
    page = client.get(firm.read).text
    assert "You signed edition 1 on 23 Nov 2026, 12:00." in page
    assert "Sign edition 1" not in page
    assert "Nothing waits for your signature" in client.get(f"{firm.root}/reading").text
    assert firm.signatures() == [("Zhou Xia", 1)]


def test_a_signature_without_the_tick_is_asked_for_again(app, client: HouseClient) -> None:
    firm = Firmly(client)
    firm.assign()
    answer = firm.enter("staff").submit(firm.read)
    assert answer.status_code == 422
    assert "Tick this once you have read the text." in answer.text
    assert firm.signatures() == []


def test_a_double_click_and_a_second_tab_sign_once(app, client: HouseClient) -> None:
    firm = Firmly(client)
    firm.assign()
    sent = {**firm.enter("staff").form(firm.read), "is_read": "y"}
    assert [client.post(firm.read, data=sent).status_code for _ in range(3)] == [303, 303, 303]
    assert firm.signatures() == [("Zhou Xia", 1)]


def test_a_newer_number_in_the_meantime_is_told_and_nothing_is_signed(app, client: HouseClient) -> None:
    firm = Firmly(client)
    firm.assign()
    sent = {**firm.enter("staff").form(firm.read), "is_read": "y"}
    firm.publish(MAJOR)
    answer = client.post(firm.read, data=sent)
    assert answer.status_code == 422
    assert "Edition 2 came into force while you read edition 1, so nothing was signed yet." in answer.text
    assert "Reply in 20 seconds." in answer.text
    assert firm.signatures() == []
    assert firm.press("staff").status_code == 303
    assert firm.signatures() == [("Zhou Xia", 2)]


@pytest.mark.parametrize(
    "sent", [{"number": "2"}, {"number": "x"}, {"number": "9" * 40}, {"digest": "x"}, {"digest": ""}]
)
def test_what_a_page_did_not_show_is_not_signed(app, client: HouseClient, sent: dict[str, str]) -> None:
    firm = Firmly(client)
    firm.assign()
    firm.publish(MINOR, effective_on=date(2026, 12, 1))
    answer = firm.press("staff", **sent)
    assert answer.status_code == 422
    assert "What this page shows is not the text in force" in answer.text
    assert firm.signatures() == []


def test_whoever_signed_an_older_number_reads_what_changed_much(app, client: HouseClient) -> None:
    firm = Firmly(client)
    firm.assign()
    firm.press("staff")
    firm.publish(a_text("Reply in 20 seconds.", "Say hello to every buyer with their name."))
    page = client.get(firm.read).text
    changed, whole = page.index("What changed much"), page.index("The whole text")
    much = page[changed : page.index("1 part changed a little")]
    assert "20" in much
    assert "with their name" not in much
    assert changed < whole
    assert "sign again by 30 November 2026" in page
    assert firm.press("staff").status_code == 303
    assert firm.signatures() == [("Zhou Xia", 1), ("Zhou Xia", 2)]


def test_a_small_change_is_shown_and_asks_nothing(app, client: HouseClient) -> None:
    firm = Firmly(client)
    firm.assign()
    firm.press("staff")
    firm.publish(MINOR)
    page = client.get(firm.read).text
    assert "It changed a little since then; there is nothing to sign." in page
    assert "with their name" in page
    assert "Your signature" not in page
    assert "Edition 2 changed a little since you signed edition 1" in client.get(f"{firm.root}/reading").text


def test_pay_that_staff_do_not_see_is_not_in_what_they_sign(app, client: HouseClient) -> None:
    firm = Firmly(client)

    def ladder(low: int) -> Any:
        paid = Salary(form="range", low=low, high=990000)
        return a_ladder(a_stage(aim=f"Learn it for {low // 100000} weeks", salary=paid), visibility="own_next")

    firm.document = a_document(firm.firm, ladder(400000))
    firm.read = f"{firm.root}/reading/{firm.document.ref}"
    firm.assign()
    assert "4,000" not in firm.enter("staff").get(firm.read).text
    firm.press("staff")
    a_next_number(firm.firm, firm.document, ladder(500000))
    page = client.get(firm.read).text
    assert "5 weeks" in text(page)
    assert "5,000" not in page
    assert "9,900" not in page
    assert "9,900" in firm.enter("lead").get(firm.read).text
    firm.press("lead")
    assert (
        text(firm.enter("owner").get(f"{firm.root}/signing/{firm.document.ref}/evidence").text).count(
            "without amounts of pay"
        )
        == 1
    )


def test_own_pages_say_what_is_missing(app, client: HouseClient, at_noon) -> None:
    firm = Firmly(client)
    firm.assign()
    step = "“Service” waits for your signature, by 30 November 2026."
    for name, pages in {"staff": ("/", "/today"), "lead": ("/", "/today"), "owner": ("/",)}.items():
        for page in pages:
            assert step in firm.enter(name).get(firm.root + page).text, (name, page)
    position = f"{firm.root}/people/{firm.people['staff'][1].ref}/position"
    assert "1 text waits for the signature of Zhou Xia:" in text(firm.enter("lead").get(position).text)
    firm.press("staff")
    assert step not in firm.enter("staff").get(f"{firm.root}/today").text
    assert "waits for the signature" not in text(firm.enter("lead").get(position).text)


def test_an_accountant_signs_nothing(app, client: HouseClient) -> None:
    firm = Firmly(client)
    firm.assign()
    assert firm.enter("books").get(f"{firm.root}/").status_code == 200
    assert client.get(firm.read).status_code == 404
    assert client.get(f"{firm.root}/reading").status_code == 404


def test_a_page_that_asks_no_more_leads_to_the_list(app, client: HouseClient) -> None:
    firm = Firmly(client)
    ref = firm.assign()
    sent = {**firm.enter("staff").form(firm.read), "is_read": "y"}
    assert (
        firm.enter("owner")
        .submit(f"{firm.root}/signing/assignments/{ref}", to=f"{firm.root}/signing/assignments/{ref}/end")
        .status_code
        == 303
    )
    answer = firm.enter("staff").post(firm.read, data={**sent, **client.form(f"{firm.root}/reading")})
    assert answer.status_code == 422
    assert "Nobody asks you to sign this text any more." in answer.text
    assert "Nobody asks you" in client.get(firm.read, follow_redirects=True).text


def test_another_firms_people_find_nothing(app, client: HouseClient) -> None:
    firm = Firmly(client)
    rival = Firmly(client, "rival", firm.club)
    firm.assign()
    rival.assign()
    rival.enter("owner")
    for page in (firm.read, firm.board, f"{firm.board}/evidence", f"{firm.board}/assign"):
        assert client.get(page).status_code == 404
        assert client.get(page.replace("/mill/", "/rival/")).status_code == 404
    sent = {**client.form(rival.read), "is_read": "y"}
    assert client.post(firm.read.replace("/mill/", "/rival/"), data=sent).status_code == 404
    assert firm.signatures() == []


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
    assert "A lead has texts signed by the own department only." in answer.text


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
    assert "You ticked people but chose others above." in answer.text
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
    assert "left the firm on 23 November 2026" in page
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
