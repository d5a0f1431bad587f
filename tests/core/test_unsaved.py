"""What is typed on a page and not saved is kept for whoever typed it; see `tests/talks/test_versions.py` for texts."""

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from club.classes.models import ClassStatus
from club.core.db import db
from club.courses.models import CourseModule
from club.policy import ClubRole
from tests.client import HouseClient
from tests.makers import a_class, a_club, a_course, a_person, a_role, as_desk, sign_in, sign_in_runs_out

OFFER = "What you typed is still there"
PAGES = {
    "/crown/courses/new": "title",
    "/crown/courses/buying/facts": "description",
    "/crown/courses/buying/lessons/new?module={module}&sort=text": "words",
    "/crown/courses/buying/lessons/1/edit": "words",
    "/crown/classes/new": "description",
    "/crown/classes/stall/edit": "agenda",
    "/crown/settings/notices/visitors": "body_zh",
}


def signed_in(client: HouseClient, club, role: ClubRole = ClubRole.ADMINISTRATOR) -> None:
    person = a_person()
    a_role(club, person, role)
    sign_in(client, person)


@pytest.fixture
def crown(app, client: HouseClient):
    club = a_club("crown")
    a_course(club, slug="buying", lessons=2)
    a_class(club, slug="stall", status=ClassStatus.DRAFT)
    signed_in(client, club)
    return club


def test_what_is_typed_outlives_the_window_for_whoever_typed_it_alone(crown, client: HouseClient) -> None:
    other = client.application.test_client()
    signed_in(other, crown)
    with as_desk(crown):
        module = db.session.scalars(select(CourseModule.ref)).one()
    for pattern, field in PAGES.items():
        page = pattern.format(module=module)
        stamp = client.submit(page, {field: "Half a thought 半句", "do": "keep"}).get_json()["stamp"]
        opened = client.get(page).text
        assert (OFFER in opened, "Half a thought" in opened) == (True, False), page
        again = client.get(f"{page}{'&' if '?' in page else '?'}kept=1").text
        assert ("Half a thought 半句" in again, f'name="stamp" value="{stamp}"' in again) == (True, True), page
        assert OFFER not in other.get(page).text, page


def test_a_page_that_was_sent_and_came_back_goes_on_keeping(crown, client: HouseClient) -> None:
    page = "/crown/classes/stall/edit"
    stamp = client.submit(page, {"title": "", "do": "keep"}).get_json()["stamp"]
    back = client.submit(page, {"title": "", "day": "", "stamp": stamp, "do": "save"})
    assert (back.status_code, f'name="stamp" value="{stamp}"' in back.text) == (422, True)
    kept = client.submit(page, {"title": "Better", "stamp": stamp, "do": "keep"})
    assert kept.status_code == 200


def test_saving_lets_go_of_what_was_kept_and_a_conflict_does_not(crown, client: HouseClient) -> None:
    page = "/crown/courses/buying/lessons/1/edit"
    mine = {**client.form(page), "title": "Mine", "words": "My words."}
    client.post(page, data={**mine, "do": "keep"})
    client.submit(page, {"title": "Theirs", "words": "Their words.", "do": "save"})
    stamp = client.submit(page, {"title": "Mine", "words": "My words.", "do": "keep"}).get_json()["stamp"]
    stale = client.post(page, data={**mine, "stamp": stamp, "do": "save"})
    assert (stale.status_code, "My words." in stale.text, "Their words." in stale.text) == (422, True, True)
    assert OFFER in client.get(page).text
    client.submit(page, {"title": "Mine", "words": "My words.", "do": "save"})
    assert OFFER not in client.get(page).text


def test_a_window_that_never_heard_that_its_text_was_kept_goes_on_keeping(crown, client: HouseClient) -> None:
    page = "/crown/courses/buying/lessons/1/edit"
    first, later, other = (
        client.submit(page, {"title": title, "window": window, "do": "keep"}).status_code
        for title, window in (("First", "mine"), ("Later", "mine"), ("Other", "another"))
    )
    assert (first, later, other) == (200, 200, 409)
    back = client.submit(page, {"title": "", "window": "mine", "do": "save"})
    assert (back.status_code, 'name="window" value="mine"' in back.text) == (422, True)
    assert 'value="Later"' in client.get(f"{page}?kept=1").text


def test_what_comes_to_be_kept_after_its_window_was_saved_is_not_offered(crown, client: HouseClient) -> None:
    page = "/crown/courses/buying/lessons/1/edit"
    typed = {**client.form(page), "title": "Mine", "words": "My words.", "window": "mine"}
    assert client.post(page, data={**typed, "do": "save"}).status_code == 303
    assert client.post(page, data={**typed, "do": "keep"}).status_code == 409
    assert OFFER not in client.get(page).text
    assert client.submit(page, {"title": "Next", "window": "next", "do": "keep"}).status_code == 200


def test_several_choices_come_back_and_boxes_that_were_emptied_stay_empty(crown, client: HouseClient) -> None:
    page = "/crown/classes/stall/edit"
    sent = MultiDict({**client.form(page), "title": "Stall", "do": "keep"})
    sent.setlist("conditions", ["decides", "runs_shops"])
    client.post(page, data=sent)
    assert client.get(f"{page}?kept=1").text.count("checked") == 3  # both conditions and the audience
    client.submit(page, {"do": "forget"})
    assert OFFER not in client.get(page).text


def test_nothing_is_lost_where_the_sign_in_ran_out(crown, client: HouseClient) -> None:
    page = "/crown/classes/stall/edit"
    form = client.form(page)
    stamp = client.post(page, data={**form, "title": "Kept", "do": "keep"}).get_json()["stamp"]
    sign_in_runs_out(client)
    assert client.post(page, data={**form, "title": "Kept", "stamp": stamp, "do": "keep"}).status_code == 303
    sent = client.post(page, data={**form, "title": "Sent", "stamp": stamp, "do": "save"})
    assert sent.status_code == 303
    assert "held" in sent.location


def test_a_character_that_no_database_keeps_is_left_out(crown, client: HouseClient) -> None:
    client.submit("/crown/classes/new", {"title": "A\x00b", "do": "keep"})
    assert 'value="Ab"' in client.get("/crown/classes/new?kept=1").text


def test_a_notice_that_cannot_be_drawn_stays_as_typed(crown, client: HouseClient) -> None:
    swells = f"[a]: <https://a.example/{'x' * 5000}>\n\n" + "[a]" * 40_000
    for word in ("preview", "publish"):
        sent = {"body_en": swells, "body_zh": "隐私", "do": word}
        answer = client.submit("/crown/settings/notices/visitors", sent)
        assert (answer.status_code, swells[-300:] in answer.text) == (422, True)
        assert "names a very long link" in answer.text
