"""What administrators set, and that nobody overwrites anybody."""

import pytest
from sqlalchemy import select

from club.clubs.models import Club, NoticeKind, Plan, RoleInClub
from club.core.audit import ClubEvent, Did, record
from club.core.db import db
from club.policy import ClubRole
from tests.client import HouseClient
from tests.makers import a_club, a_notice, a_person, a_plan, a_role, a_talk, as_desk, sign_in
from tests.makers.applications import a_recusal, an_application

GATE = {"gate_currency": "CNY", "gate_basis": "paid_net", "refused_kept_days": "90"}


@pytest.fixture
def crown(app, client: HouseClient) -> Club:
    club, person = a_club("crown"), a_person()
    a_role(club, person, ClubRole.ADMINISTRATOR, "He Demo")
    sign_in(client, person)
    return club


def the_club() -> Club:
    db.session.remove()
    return db.session.scalars(select(Club)).one()


def test_a_new_club_is_led_to_its_first_notice(crown, client: HouseClient) -> None:
    page = client.get("/crown/settings").text
    assert "Read and publish the notice" in page
    assert "Club crown" in client.get("/crown/settings/notices/applicants").text


@pytest.mark.parametrize("typed", ["80,000,000", "８千万", "80m"])
def test_the_gate_is_typed_as_people_write_it(crown, client: HouseClient, typed: str) -> None:
    answer = client.submit("/crown/settings/gate", {**GATE, "gate": typed})
    assert answer.status_code == 303
    assert the_club().gate_minor == 80_000_000_00
    assert "CNY\u00a080,000,000" in client.get("/crown/").text
    told = "Lowest turnover of a year: from CNY\u00a070,000,000 to CNY\u00a080,000,000"
    assert told in client.get("/crown/settings/events").text


@pytest.mark.parametrize("typed", ["", "0", "-1", "1e9", "USD 5"])
def test_a_gate_that_cannot_be_read_is_told(crown, client: HouseClient, typed: str) -> None:
    answer = client.submit("/crown/settings/gate", {**GATE, "gate": typed})
    assert answer.status_code == 422
    assert the_club().gate_minor == 70_000_000_00


def test_a_gate_that_leaps_is_saved_once_it_was_told(crown, client: HouseClient) -> None:
    answer = client.submit("/crown/settings/gate", {**GATE, "gate": "7"})
    assert answer.status_code == 422
    assert "from CNY\u00a070,000,000 to CNY\u00a07. If you mean it" in answer.text
    again = {**client.form("/crown/settings/gate"), **GATE, "told": "7 CNY"}
    assert client.post("/crown/settings/gate", data={**again, "gate": "70"}).status_code == 422
    assert client.post("/crown/settings/gate", data={**again, "gate": "7"}).status_code == 303
    assert the_club().gate_minor == 7_00


def test_a_refused_code_is_remembered_for_a_day_at_least(crown, client: HouseClient) -> None:
    answer = client.submit("/crown/settings/gate", {**GATE, "gate": "70m", "refused_kept_days": "0"})
    assert answer.status_code == 422
    assert the_club().refused_kept_days == 180


def test_a_stale_page_shows_what_is_saved_and_overwrites_nothing(crown, client: HouseClient) -> None:
    stale = {**client.form("/crown/settings/dues"), "dues_days": "60", "bank_details": "Mine"}
    client.submit("/crown/settings/dues", {"dues_days": "45", "bank_details": "Theirs"})
    answer = client.post("/crown/settings/dues", data=stale)
    assert answer.status_code == 422
    assert "Theirs" in answer.text
    assert "Mine" in answer.text
    assert the_club().dues_days == 45


def test_a_quorum_is_more_than_half(crown, client: HouseClient) -> None:
    for yes, size in (("1", "3"), ("4", "3"), ("2", "99"), ("", "3")):
        assert client.submit("/crown/settings/board", {"board_yes": yes, "board_size": size}).status_code == 422
    assert client.submit("/crown/settings/board", {"board_yes": "3", "board_size": "5"}).status_code == 303
    assert (the_club().board_yes, the_club().board_size) == (3, 5)


def test_names_and_the_front_page_are_set(crown, client: HouseClient) -> None:
    good = {
        "name_en": "Crown",
        "name_zh": "冠",
        "zone": "Asia/Tokyo",
        "lang": "zh",
        "accent": "jade",
        "chat_address": "https://chat.example/crown",
    }
    assert client.submit("/crown/settings/site", good).status_code == 303
    assert "<svg" in client.get("/crown/").text
    for bad in ({"zone": "Moon/Sea"}, {"chat_address": "javascript:alert(1)"}, {"name_en": ""}):
        assert client.submit("/crown/settings/site", {**good, **bad}).status_code == 422


def test_a_new_plan_withdraws_the_old_one(crown, client: HouseClient) -> None:
    a_plan(crown)
    fields = {"name_en": "Year", "name_zh": "年费", "price": "1.5万", "currency": "CNY", "months": "12", "seats": "40"}
    stale = {**client.form("/crown/settings/plan"), **fields}
    assert client.submit("/crown/settings/plan", fields).status_code == 303
    assert client.post("/crown/settings/plan", data=stale).status_code == 422
    with as_desk(crown):
        old, new = db.session.scalars(select(Plan).order_by(Plan.id))
    assert old.withdrawn_at is not None
    assert (new.price_minor, new.seats, new.withdrawn_at) == (15_000_00, 40, None)
    assert client.submit("/crown/settings/plan", {**fields, "price": "free"}).status_code == 422


@pytest.mark.parametrize("nothing", ["  ", "\u3000\n\u3000", "\u200b"])
def test_a_notice_that_nobody_can_read_is_not_published(crown, client: HouseClient, nothing: str) -> None:
    text = {"body_en": nothing, "body_zh": nothing, "do": "publish"}
    answer = client.submit("/crown/settings/notices/applicants", text)
    assert answer.status_code == 422
    assert "Text in Chinese: Fill this in." in answer.text
    assert "Applications are closed" in client.get("/crown/apply").text


def test_a_notice_is_previewed_and_published_as_the_next_version(crown, client: HouseClient) -> None:
    a_notice(crown, NoticeKind.VISITORS, 1)
    text = {"body_en": "# New\n\n<script>x</script>", "body_zh": "新的"}
    stale = {**client.form("/crown/settings/notices/visitors"), **text, "do": "publish"}
    shown = client.submit("/crown/settings/notices/visitors", {**text, "do": "preview"})
    assert shown.status_code == 200
    assert "<h2>New</h2>" in shown.text
    assert client.submit("/crown/settings/notices/visitors", {**text, "do": "publish"}).status_code == 303
    assert client.post("/crown/settings/notices/visitors", data=stale).status_code == 422
    assert "Version 2" in client.get("/crown/privacy").text
    assert client.submit("/crown/settings/notices/visitors", {"body_en": "", "body_zh": ""}).status_code == 422


def test_sections_have_two_levels(crown, client: HouseClient) -> None:
    one = {"name_en": "Top", "name_zh": "上", "slug": "top"}
    assert client.submit("/crown/settings/sections", one).status_code == 303
    page = client.get("/crown/settings/sections").text
    top = page.partition('">Top</option>')[0].rpartition('value="')[2]
    below = {"name_en": "Below", "name_zh": "下", "slug": "below", "parent": top}
    assert client.submit("/crown/settings/sections", below).status_code == 303
    assert client.submit("/crown/settings/sections", one).status_code == 422
    assert client.submit("/crown/settings/sections", {**one, "slug": "Not Good"}).status_code == 422
    client.submit("/crown/settings/sections", {**one, "slug": "second"})
    page = client.get("/crown/settings/sections/second").text
    assert "Below" in page
    moved = {"name_en": "Below", "name_zh": "下", "slug": "under"}
    assert client.submit("/crown/settings/sections/below", moved).status_code == 303
    assert "under" in client.get("/crown/settings/sections").text


def test_a_section_needs_its_name_in_one_language(crown, client: HouseClient) -> None:
    unnamed = {"name_en": "", "name_zh": "", "slug": "wages"}
    assert "in one language at least" in client.submit("/crown/settings/sections", unnamed).text
    assert client.submit("/crown/settings/sections", {**unnamed, "name_zh": "工资"}).status_code == 303
    assert ">工资</a>" in client.get("/crown/settings/sections").text


def test_events_are_filtered_and_paged(crown, client: HouseClient) -> None:
    client.submit("/crown/settings/dues", {"dues_days": "45"})
    assert "He Demo" in client.get("/crown/settings/events?noun=club").text
    assert "No such event" in client.get("/crown/settings/events?noun=vote").text
    assert "Days until an invoice is due: from 30 to 45" in client.get("/crown/settings/events?row=crown").text
    assert "No such event" in client.get("/crown/settings/events?row=other&page=3").text
    with as_desk(crown):
        assert db.session.scalars(select(ClubEvent.did)).all() == ["club.changed"]


def test_what_an_event_says_is_said_in_the_readers_language(crown, client: HouseClient) -> None:
    with as_desk(crown):
        record(Did.APPLICATION_RECEIVED, "one", notice=3, files=2)
        record(Did.VOTE_CAST, "one", choice="no")
        record(Did.INVOICE_ISSUED, "two", amount=1_280_000, currency="CNY")
        record(Did.TALK_SCHEDULED, "six", at="2026-12-01T01:00:00+00:00")
        record(Did.CLASS_MATERIAL_ADDED, "ten", of="gone", size=10145)
    client.submit("/crown/settings/dues", {"dues_days": "45"})
    page = client.get("/crown/settings/events").text
    for words in ("files: 2", "choice: against", "sum: CNY\xa012,800", "127.0.0.1", "size: 10 kB", "30 to 45"):
        assert words in page
    client.set_cookie("lang", "zh")
    page = client.get("/crown/settings/events").text
    for words in ("文件：2", "选择：反对", "金额：12,800 元", "定于：2026年12月1日 09:00", "从 30 改为 45"):
        assert words in page
    assert "gone" not in page


def test_the_book_says_of_what_it_tells(crown, client: HouseClient) -> None:
    talk = a_talk(crown, title="Open books")
    mine, away = an_application(crown, legal_name="Well Tea"), an_application(crown, legal_name="Far Kitchen")
    with as_desk(crown):
        person_id = db.session.scalars(select(RoleInClub.person_id)).one()
    a_recusal(crown, away, person_id=person_id)
    with as_desk(crown):
        for ref in (mine.ref, away.ref):
            record(Did.STATUS_LINK_SENT, ref)
        record(Did.TALK_CHANGED, talk.ref, version=2)
    page = client.get("/crown/settings/events").text
    assert "Open books" in page
    assert "Well Tea" in page
    assert "Far Kitchen" not in page, "the applicant keeps this administrator away"
    assert "Only about Well Tea." in client.get(f"/crown/settings/events?row={mine.ref}").text


def test_a_secretary_sets_nothing(app, client: HouseClient) -> None:
    club, person = a_club("crown"), a_person()
    a_role(club, person, ClubRole.SECRETARY)
    sign_in(client, person)
    for path in ("", "/gate", "/plan", "/notices/staff", "/sections", "/events", "/nothing"):
        assert client.get(f"/crown/settings{path}").status_code == 404
