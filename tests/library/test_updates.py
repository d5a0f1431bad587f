"""A firm takes over what the club published: told, part by part, by its own choice; on both databases."""

import json
import re
from typing import Any

import pytest

from club.core.db import read
from club.core.jobs import finish_all
from club.core.messages import INBOX
from club.core.scope import Scope
from club.documents.entries import with_fields
from club.documents.queries import DRAFT, ONE
from club.library.queries import ADOPTED, CHOICES
from club.policy import FirmRole
from tests.client import HouseClient, Page
from tests.documents.bodies import a_ladder, a_stage, a_topic
from tests.makers import (
    a_club,
    a_department,
    a_firm,
    a_membership,
    a_newer_number,
    a_person,
    a_placement,
    a_template,
    about,
    an_adopted,
    as_firm,
    sign_in,
)
from tests.makers.documents import A_DAY


@pytest.fixture
def place(app, client: HouseClient) -> "Place":
    return Place(client)


def opened_of(answer: Any) -> dict[str, str]:
    """The hidden fields of a page that was answered."""
    return dict(Page(answer.text).hidden)


class Place:
    """A club with a ladder of three topics, and a firm that adopted and published it; its owner is signed in."""

    def __init__(self, client: HouseClient, role: FirmRole = FirmRole.OWNER) -> None:
        self.client, self.club, self.person = client, a_club("crown"), a_person("owner@mill.example")
        self.firm = a_firm(self.club, "mill")
        self.member = a_membership(self.firm, role, self.person)
        self.base = a_ladder(
            a_stage("entry", learn=tuple(a_topic(key) for key in ("a", "b", "c"))), a_stage("last", after=("entry",))
        )
        self.template = a_template(self.club, "ladder", body=self.base, kind="ladder")
        self.document = an_adopted(self.firm, self.template)
        self.at = f"/crown/firms/mill/ladders/{self.document.ref}"
        sign_in(client, self.person)

    def club_publishes(self, **changes: Any) -> None:
        body = self.base
        for key, fields in changes.items():
            body = with_fields(body, key, fields)
        a_newer_number(self.club, self.template, body)

    def firm_changes(self, key: str, **fields: str) -> None:
        path = f"{self.at}/edit/item?key={key}"
        typed = {"topic": "Platform rules", "source": "Rule centre", "hours": "4", **fields}
        assert self.client.submit(path, typed).status_code == 303

    def draft(self) -> dict[str, Any]:
        with as_firm(self.firm):
            learn = read(DRAFT, ref=self.document.ref).one().body["stages"][0]["learn"]
            return {topic["key"]: topic for topic in learn}

    def row(self) -> Any:
        with as_firm(self.firm):
            return read(ONE, ref=self.document.ref, kind="ladder", today=A_DAY).one()

    def choices(self) -> Any:
        with as_firm(self.firm):
            return read(CHOICES, ref=self.document.ref).scalar()


def test_club_changed_you_changed_and_both_stand_apart(place: Place) -> None:
    place.club_publishes(a={"topic": "Club"}, b={"topic": "Club"})
    place.firm_changes("b", topic="Mill")
    place.firm_changes("c", topic="Mill")
    page = place.client.get(f"{place.at}/update").text
    sorts = re.findall(r'<section class="merge" id="u-(\w+)"', page)
    assert sorts == ["b", "a", "c"]
    assert [page.index(f'id="s-{state}"') for state in ("both", "theirs", "ours")] == sorted(
        page.index(f'id="s-{state}"') for state in ("both", "theirs", "ours")
    )


def test_the_result_is_the_draft_and_the_base_moves_when_it_is_published(place: Place) -> None:
    place.club_publishes(a={"topic": "Club"}, b={"topic": "Club"})
    place.firm_changes("b", topic="Mill")
    answer = place.client.submit(f"{place.at}/update", {"take-b": "theirs", "do": "apply"})
    assert answer.location == f"{place.at}/publish"
    assert {key: topic["topic"] for key, topic in place.draft().items()} == {
        "a": "Club",
        "b": "Club",
        "c": "Platform rules",
    }
    began = place.row().base_revision_id
    assert "newer edition" not in place.client.get("/crown/firms/mill/library").text
    assert place.client.get(f"{place.at}/update").location == f"{place.at}/base"
    assert place.client.submit(f"{place.at}/publish", {"note": ""}).status_code == 303
    assert place.row().base_revision_id == began + 1
    assert "See what changed" not in place.client.get(place.at).text


def test_a_discarded_draft_leaves_the_base_where_it_was(place: Place) -> None:
    place.club_publishes(a={"topic": "Club"})
    place.client.submit(f"{place.at}/update", {"do": "apply"})
    place.client.submit(f"{place.at}/edit", to=f"{place.at}/discard")
    assert "The club published edition 2" in place.client.get(f"{place.at}/update").text


def test_choices_are_kept_for_later(place: Place) -> None:
    place.club_publishes(a={"topic": "Club"}, b={"topic": "Club"})
    place.client.submit(f"{place.at}/update", {"take-a": "ours", "take-b": "theirs", "do": "save"})
    assert {key: one["take"] for key, one in place.choices().items()} == {"a": "ours", "b": "theirs"}
    page = place.client.get(f"{place.at}/update").text
    assert '<input type="radio" name="take-a" value="ours" checked>' in page


def test_the_result_of_a_part_is_edited_and_what_is_typed_wrong_is_not_lost(place: Place) -> None:
    place.club_publishes(a={"topic": "Club"})
    place.firm_changes("a", topic="Mill")
    answer = place.client.submit(f"{place.at}/update", {"take-a": "ours", "do": "edit:a"})
    assert answer.location == f"{place.at}/update/part?key=a"
    wrong = {"topic": "Both of us", "source": "Rule centre", "hours": "many"}
    refused = place.client.submit(answer.location, wrong)
    assert refused.status_code == 422
    assert "Both of us" in refused.text
    assert place.client.submit(answer.location, {**wrong, "hours": "6"}).status_code == 303
    page = place.client.get(f"{place.at}/update").text
    assert "Both of us" in page
    place.client.submit(f"{place.at}/update", {"take-a": "edited", "do": "apply"})
    assert (place.draft()["a"]["topic"], place.draft()["a"]["hours"]) == ("Both of us", 6)


def test_when_the_club_publishes_again_it_is_said_and_fitting_choices_are_kept(place: Place) -> None:
    place.club_publishes(a={"topic": "Club"}, b={"topic": "Club"})
    opened = place.client.form(f"{place.at}/update")
    place.club_publishes(a={"topic": "Club again"}, b={"topic": "Club"})
    answer = place.client.post(f"{place.at}/update", data={**opened, "take-a": "ours", "take-b": "ours", "do": "apply"})
    assert answer.status_code == 422
    assert "The club published again" in answer.text
    assert "choose again" in answer.text
    assert '<input type="radio" name="take-b" value="ours" checked>' in answer.text
    assert '<input type="radio" name="take-a" value="theirs" checked>' in answer.text
    with pytest.raises(Exception, match="No row"):
        place.draft()


def test_when_the_draft_changes_meanwhile_nothing_is_overwritten(place: Place) -> None:
    place.club_publishes(a={"topic": "Club"})
    opened = place.client.form(f"{place.at}/update")
    place.firm_changes("b", topic="Mill")
    answer = place.client.post(f"{place.at}/update", data={**opened, "take-a": "theirs", "do": "apply"})
    assert answer.status_code == 422
    assert place.draft()["b"]["topic"] == "Mill"


@pytest.mark.slow
def test_a_text_that_the_club_changed_again_while_it_was_edited_is_asked_anew(place: Place) -> None:
    place.club_publishes(a={"topic": "Club"})
    place.firm_changes("a", topic="Mill")
    path = f"{place.at}/update/part?key=a"
    opened = place.client.form(path)
    place.club_publishes(a={"topic": "Renamed"})
    typed = {"topic": "Both of us", "source": "Rule centre", "hours": "6"}
    late = place.client.post(path, data={**opened, **typed})
    assert late.status_code == 422
    for words in ("The club published again", "Renamed", "Both of us"):
        assert words in late.text
    assert not place.choices()
    assert place.client.submit(path, typed).status_code == 303


def test_of_two_who_edit_a_result_the_second_sees_the_first(place: Place) -> None:
    place.club_publishes(a={"topic": "Club"})
    path = f"{place.at}/update/part?key=a"
    opened = place.client.form(path)
    typed = {"topic": "First", "source": "Rule centre", "hours": "4"}
    assert place.client.submit(path, typed).status_code == 303
    late = place.client.post(path, data={**opened, **typed, "topic": "Second"})
    assert late.status_code == 422
    assert "Somebody saved this meanwhile: “First”" in late.text
    assert "Second" in late.text
    assert place.choices()["a"]["fields"]["topic"] == "First"


def test_what_was_typed_for_a_part_that_a_colleague_settled_is_shown(place: Place) -> None:
    place.club_publishes(a={"topic": "Club"})
    path = f"{place.at}/update/part?key=a"
    opened = place.client.form(path)
    place.client.submit(f"{place.at}/update", {"do": "apply"})
    late = place.client.post(path, data={**opened, "topic": "Typed for long"})
    assert late.status_code == 422
    assert "Typed for long" in late.text


def test_a_page_left_as_it_was_keeps_what_a_colleague_chose_and_wrote(place: Place) -> None:
    place.club_publishes(a={"topic": "Club"}, b={"topic": "Club"})
    opened = place.client.form(f"{place.at}/update")
    place.client.submit(f"{place.at}/update/part?key=a", {"topic": "Written", "source": "Rule centre", "hours": "4"})
    shown = {**opened, "take-a": "theirs", "take-b": "ours"}
    assert place.client.post(f"{place.at}/update", data={**shown, "do": "apply"}).status_code == 422
    assert place.client.post(f"{place.at}/update", data={**shown, "do": "save"}).status_code == 303
    assert (place.choices()["a"]["fields"]["topic"], place.choices()["b"]["take"]) == ("Written", "ours")
    place.client.post(f"{place.at}/update", data={**shown, "take-a": "ours", "do": "save"})
    assert place.choices()["a"]["fields"]["topic"] == "Written"


def test_what_would_go_with_its_holder_is_named_before_it_goes(place: Place) -> None:
    fields = {"topic": "Ours alone", "source": "Rule centre", "hours": "2"}
    assert place.client.submit(f"{place.at}/edit/add?parent=last&slot=learn", fields).status_code == 303
    a_newer_number(place.club, place.template, a_ladder(place.base.stages[0]))
    path = f"{place.at}/update"
    answer = place.client.submit(path, {"take-last": "theirs", "do": "apply"})
    assert answer.status_code == 422
    assert "would go with what holds them" in answer.text
    assert "Ours alone</li>" in answer.text
    again = {
        name: value
        for name, value in opened_of(answer).items()
        if name in {"csrf_token", "seen", "takes", "whole", "gone"}
    }
    assert place.client.post(path, data={**again, "take-last": "theirs", "do": "apply"}).status_code == 303
    with as_firm(place.firm):
        assert [stage["key"] for stage in read(DRAFT, ref=place.document.ref).one().body["stages"]] == ["entry"]


def test_a_stage_that_people_stand_on_stays_by_itself(place: Place) -> None:
    a_placement(place.firm, place.member, place.document, place.base, started_on=A_DAY, stage="last")
    a_newer_number(place.club, place.template, a_ladder(place.base.stages[0]))
    page = place.client.get(f"{place.at}/update").text
    assert "people or other texts rely on it" in page
    assert '<input type="radio" name="take-last" value="ours" checked>' in page


@pytest.mark.slow
def test_keeping_mine_asks_no_more_until_the_next_number(place: Place) -> None:
    place.club_publishes(a={"topic": "Club"})
    assert "The club published edition 2" in place.client.get(place.at).text
    place.client.submit(f"{place.at}/update", to=f"{place.at}/update/pass")
    assert "The club published edition 2" not in place.client.get(place.at).text
    place.client.submit(f"{place.at}/base", {"to": "asking"}, to=f"{place.at}/update/pass")
    assert "The club published edition 2" in place.client.get(place.at).text
    place.client.submit(f"{place.at}/update", to=f"{place.at}/update/pass")
    place.club_publishes(a={"topic": "Club again"})
    assert "The club published edition 3" in place.client.get(place.at).text


@pytest.mark.slow
def test_detaching_asks_no_more_and_can_be_undone(place: Place) -> None:
    place.club_publishes(a={"topic": "Club"})
    place.client.submit(f"{place.at}/base", {"to": "detached"}, to=f"{place.at}/detach")
    assert "The club published" not in place.client.get(place.at).text
    assert "You do not follow the club’s text" in place.client.get(f"{place.at}/base").text
    place.client.submit(f"{place.at}/base", {"to": "following"}, to=f"{place.at}/detach")
    assert "The club published edition 2" in place.client.get(place.at).text


def test_the_drift_is_told_from_the_base_and_from_the_newest(place: Place) -> None:
    place.firm_changes("c", topic="Mill")
    page = place.client.get(f"{place.at}/base").text
    assert "You changed 1 part of the club’s text" in page
    place.club_publishes(a={"topic": "Club"})
    assert "What differs from edition 2" in place.client.get(f"{place.at}/base").text


def test_every_firm_that_adopted_is_told_inside_its_own_walls(place: Place) -> None:
    other, stranger = a_firm(place.club, "lamp"), a_person("owner@lamp.example")
    a_membership(other, FirmRole.OWNER, stranger)
    place.club_publishes(a={"topic": "Club"})
    finish_all()

    def inbox(person: Any, firm: Any) -> list[str]:
        with about(Scope(place.club.id, firm=firm.id, person=person.id)):
            return [row.subject for row in read(INBOX, limit=9, offset=0)]

    assert inbox(place.person, place.firm) == ["The club published edition 2 of Ladder"]
    assert inbox(stranger, other) == []


def test_a_lead_puts_it_into_the_draft_and_does_not_pass_it_over(app, client: HouseClient) -> None:
    place = Place(client, FirmRole.LEAD)
    place.club_publishes(a={"topic": "Club"})
    answer = client.submit(f"{place.at}/update", {"do": "apply"})
    assert answer.location == f"{place.at}/edit"
    form = client.form(f"{place.at}/edit")
    assert client.post(f"{place.at}/update/pass", data=form).status_code == 404
    assert client.post(f"{place.at}/detach", data=form).status_code == 404


def test_staff_see_nothing_of_it(app, client: HouseClient) -> None:
    place = Place(client, FirmRole.STAFF)
    place.club_publishes(a={"topic": "Club"})
    assert client.get(f"{place.at}/update").status_code == 404
    assert client.get(f"{place.at}/base").status_code == 404
    assert "The club published" not in client.get(place.at).text


def test_what_a_page_did_not_show_is_not_chosen(place: Place) -> None:
    place.club_publishes(a={"topic": "Club"})
    for seen in ("", "[]", "{", json.dumps({"a": "another"})):
        place.client.submit(f"{place.at}/update", {"seen": seen, "take-a": "ours", "do": "save"})
        assert not place.choices()


def test_one_form_adopts_for_several_departments(place: Place) -> None:
    service, design = a_department(place.firm, "Service"), a_department(place.firm, "Design")
    path = "/crown/firms/mill/library/ladder"
    fields = {**place.client.form(path), "lang": "en", "departments": [service.ref, design.ref]}
    first, second = place.client.post(path, data=fields), place.client.post(path, data=fields)
    assert (first.location, second.location) == ("/crown/firms/mill/ladders",) * 2
    with as_firm(place.firm):
        assert {row.department_id for row in read(ADOPTED)} == {None, service.id, design.id}


def test_adopting_the_same_text_again_shows_what_is_there_and_asks(place: Place) -> None:
    path = "/crown/firms/mill/library/ladder"
    assert place.document.ref in place.client.get(path).text
    answer = place.client.submit(path, {"lang": "en", "departments": "firm"})
    assert answer.status_code == 422
    assert "The text is there already" in answer.text
    assert place.client.submit(path, {"lang": "en", "departments": "firm", "again": "y"}).status_code == 303
