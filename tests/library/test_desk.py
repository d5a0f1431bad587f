"""The club's editor at the desk of templates, in the browser's hands."""

from functools import partial
from typing import Any

import pytest

from club.core.db import read
from club.library.template_queries import DESK, ONE
from club.policy import ClubRole, FirmRole
from tests.applications.test_races import at_once
from tests.client import HouseClient
from tests.makers import a_club, a_firm, a_library, a_membership, a_person, a_role, a_template, as_desk, sign_in

AT = "/crown/templates"


class Desk:
    """A club with a template, and somebody of the club signed in."""

    def __init__(self, client: HouseClient, role: ClubRole = ClubRole.EDITOR) -> None:
        self.club, self.person, self.client = a_club("crown"), a_person(), client
        self.template = a_template(self.club)
        a_role(self.club, self.person, role)
        sign_in(client, self.person)

    def row(self, slug: str = "our-culture") -> Any:
        with as_desk(self.club):
            return read(ONE, slug=slug).one()


def test_editors_and_administrators_write_templates_and_nobody_else(app, client: HouseClient) -> None:
    desk = Desk(client)
    assert client.get(AT).status_code == 200
    for role, status in ((ClubRole.ADMINISTRATOR, 200), (ClubRole.SECRETARY, 404), (ClubRole.TREASURER, 404)):
        person = a_person()
        a_role(desk.club, person, role)
        sign_in(client, person)
        assert client.get(AT).status_code == status
        assert client.get(f"{AT}/our-culture/edit").status_code == status
    owner = a_person()
    a_membership(a_firm(desk.club), FirmRole.OWNER, owner)
    sign_in(client, owner)
    assert client.get(f"{AT}/our-culture").status_code == 404


def test_a_template_is_begun_written_in_both_languages_and_published(app, client: HouseClient) -> None:
    desk = Desk(client)
    fields = {"begin": "copy:our-culture", "title_en": "House culture", "title_zh": "本会文化"}
    answer = client.submit(f"{AT}/new", fields)
    assert answer.location == f"{AT}/house-culture/edit"
    assert client.get(answer.location).status_code == 200
    key = desk.row("house-culture").draft_body["promises"][0]["key"]
    path = f"{AT}/house-culture/edit/item?key={key}"
    assert "Text, English" in client.get(path).text
    saved = client.submit(path, {"text__en": "We keep our word.", "text__zh": "我们说到做到。"})
    assert saved.status_code == 303
    preview = client.get(f"{AT}/house-culture?lang=zh").text
    assert "我们说到做到。" in preview
    published = client.submit(f"{AT}/house-culture/publish", {"note": "First"})
    assert published.location == f"{AT}/house-culture"
    assert desk.row("house-culture").number == 1
    assert "We keep our word." in client.get("/crown/library/house-culture?lang=en").text


def test_a_text_that_was_changed_meanwhile_is_not_overwritten(app, client: HouseClient) -> None:
    Desk(client)
    path = f"{AT}/our-culture/edit/item?key="
    opened = client.form(path)
    both = {"weight": "30"}
    texts = dict.fromkeys(
        [
            f"{name}__{lang}"
            for name in ("title", "beginning", "thanks", "mission", "founders")
            for lang in ("en", "zh")
        ],
        "Words",
    )
    assert client.post(path, data={**opened, **texts, **both}).status_code == 303
    late = client.post(path, data={**opened, **texts, **both, "title__en": "Other words"})
    assert late.status_code == 422
    assert "Somebody saved this meanwhile" in late.text
    assert "Other words" in late.text


def test_an_address_that_is_taken_is_said_at_its_field(app, client: HouseClient) -> None:
    Desk(client)
    fields = {"begin": "culture", "title_en": "X", "title_zh": "某", "slug": "our-culture"}
    answer = client.submit(f"{AT}/new", fields)
    assert answer.status_code == 422
    assert "Another template has this address" in answer.text
    assert client.submit(f"{AT}/new", {**fields, "slug": "new"}).status_code == 422


@pytest.mark.slow
def test_two_editors_who_begin_at_one_address_at_once_lose_nothing(app, client: HouseClient) -> None:
    desk = Desk(client)
    for number in range(3):
        posts = []
        for who in ("Lin", "Ada"):
            one = app.test_client()
            one.set_cookie("club", client.get_cookie("club").value)
            typed = {"begin": "culture", "title_en": f"Ways of {who}", "title_zh": "之道", "slug": f"ways-{number}"}
            posts.append(partial(one.post, f"{AT}/new", data={**one.form(f"{AT}/new"), **typed}))
        answers = sorted(at_once(*posts), key=lambda answer: answer.status_code)
        assert [answer.status_code for answer in answers] == [303, 422]
        assert "Another template has this address" in answers[1].text
        assert "Ways of " in answers[1].text
    with as_desk(desk.club):
        assert [row.slug for row in read(DESK)] == ["our-culture", "ways-0", "ways-1", "ways-2"]


def test_the_same_form_at_once_begins_one_template(app, client: HouseClient) -> None:
    desk = Desk(client)
    fields = {**client.form(f"{AT}/new"), "begin": "culture", "title_en": "Twice", "title_zh": "两次"}
    clients = [app.test_client() for _ in range(4)]
    for one in clients:
        one.set_cookie("club", client.get_cookie("club").value)
    answers = at_once(*[partial(one.post, f"{AT}/new", data=fields) for one in clients])
    assert {(answer.status_code, answer.location) for answer in answers} == {(303, f"{AT}/twice/edit")}
    with as_desk(desk.club):
        assert [row.slug for row in read(DESK)] == ["our-culture", "twice"]


def test_a_double_click_begins_one_template(app, client: HouseClient) -> None:
    desk = Desk(client)
    fields = {**client.form(f"{AT}/new"), "begin": "culture", "title_en": "Twice", "title_zh": "两次"}
    first, second = client.post(f"{AT}/new", data=fields), client.post(f"{AT}/new", data=fields)
    assert (first.status_code, first.location) == (303, second.location)
    with as_desk(desk.club):
        assert [row.slug for row in read(DESK)] == ["our-culture", "twice"]


def test_what_is_wrong_leads_to_its_part_and_stops_the_publication(app, client: HouseClient) -> None:
    Desk(client)
    client.submit(f"{AT}/new", {"begin": "standard", "title_en": "Empty", "title_zh": "空的"})
    page = client.get(f"{AT}/empty/publish")
    assert "to put right" in page.text
    assert f"{AT}/empty/edit/item" in page.text
    assert client.post(f"{AT}/empty/publish", data=client.form(f"{AT}/empty/edit")).status_code == 422


@pytest.mark.slow
def test_two_numbers_are_compared_in_both_languages(app, client: HouseClient) -> None:
    desk = Desk(client)
    key = desk.row().body["promises"][0]["key"]
    client.submit(f"{AT}/our-culture/edit/item?key={key}", {"text__en": "New promise", "text__zh": "新的承诺"})
    for page in (client.get(f"{AT}/our-culture/compare").text, client.get(f"{AT}/our-culture/publish").text):
        assert "新" in page
        assert "1 part differs" in page
    client.submit(f"{AT}/our-culture/publish", {"note": ""})
    assert client.get(f"{AT}/our-culture/compare?from=1&to=2").status_code == 200
    assert client.get(f"{AT}/our-culture/compare?from=1&to=9").status_code == 404


def test_a_hidden_template_is_not_there_for_firms(app, client: HouseClient) -> None:
    desk = Desk(client)
    owner = a_person()
    a_membership(a_firm(desk.club, "mill"), FirmRole.OWNER, owner)
    client.submit(f"{AT}/our-culture", {"to": "hidden"}, to=f"{AT}/our-culture/hide")
    assert "off the shelf" in client.get(AT).text
    sign_in(client, owner)
    assert client.get("/crown/library/our-culture").status_code == 404
    assert client.get("/crown/firms/mill/library/our-culture").status_code == 404


@pytest.mark.slow
def test_the_shelf_is_put_in_order_and_told_whom_it_is_for(app, client: HouseClient) -> None:
    desk = Desk(client)
    a_library(desk.club)
    client.submit(AT, {"to": "down"}, to=f"{AT}/our-culture/order")
    client.submit(f"{AT}/our-culture", {"departments": "service"}, to=f"{AT}/our-culture/shelf")
    with as_desk(desk.club):
        rows = read(DESK).all()
    assert [row.slug for row in rows][:2] != ["our-culture", "culture"]
    assert next(row for row in rows if row.slug == "our-culture").departments == ["service"]
