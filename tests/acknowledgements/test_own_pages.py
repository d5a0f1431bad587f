"""My own pages: what I have to sign, reading it, signing it."""

from datetime import date
from typing import Any

import pytest

from club.documents.kinds.ladder.body import Salary
from tests.acknowledgements.mill import MAJOR, MINOR, a_text
from tests.acknowledgements.pages import Firmly, text
from tests.client import HouseClient
from tests.documents.bodies import a_ladder, a_stage
from tests.makers import a_document, a_next_number


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


@pytest.mark.slow
def test_a_double_click_and_a_second_tab_sign_once(app, client: HouseClient) -> None:
    firm = Firmly(client)
    firm.assign()
    sent = {**firm.enter("staff").form(firm.read), "is_read": "y"}
    assert [client.post(firm.read, data=sent).status_code for _ in range(3)] == [303, 303, 303]
    assert firm.signatures() == [("Zhou Xia", 1)]


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_an_accountant_signs_nothing(app, client: HouseClient) -> None:
    firm = Firmly(client)
    firm.assign()
    assert firm.enter("books").get(f"{firm.root}/").status_code == 200
    assert client.get(firm.read).status_code == 404
    assert client.get(f"{firm.root}/reading").status_code == 404


@pytest.mark.slow
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


@pytest.mark.slow
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
