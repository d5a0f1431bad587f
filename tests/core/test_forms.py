"""Forms take what was typed, and nothing else."""

from io import BytesIO

import pytest
from flask import Flask
from wtforms import FileField, PasswordField, StringField
from wtforms.validators import InputRequired

from club.core.db import session
from club.core.forms import Filled, Form, OnceForm, accept, accepted_before, stripped
from tests.makers import a_club, as_desk


class NameForm(Form):
    name = StringField(validators=[InputRequired()])


class LineForm(Form):
    name = StringField(validators=[Filled()], filters=[stripped])


@pytest.mark.parametrize("body", ["0", "1e400", "null", "[]", '"name"', '{"name": "Anna"}', "{"])
def test_form_with_a_body_of_json_is_empty(app: Flask, body: str) -> None:
    with app.test_request_context(method="POST", data=body, content_type="application/json"):
        form = NameForm(meta={"csrf": False})
        assert not form.validate_on_submit()
        assert form.name.data in {None, ""}


def test_form_reads_what_was_typed(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"name": "Anna"}):
        assert NameForm(meta={"csrf": False}).validate_on_submit()


@pytest.mark.parametrize(
    "nothing", ["", " ", "\u3000", "\u00a0\t", "\u200b", "\u2060\ufeff", "\u202e", "\u3164", "\u2800"]
)
def test_what_nobody_can_see_is_no_text(app: Flask, nothing: str) -> None:
    with app.test_request_context(method="POST", data={"name": nothing}):
        form = LineForm(meta={"csrf": False})
        assert not form.validate()
        assert form.name.data == ""
        assert form.name.errors == ["Fill this in."]


@pytest.mark.parametrize(
    "text", ["0", "王", " שלום ", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"]
)
def test_what_can_be_seen_is_kept_whole(app: Flask, text: str) -> None:
    with app.test_request_context(method="POST", data={"name": text}):
        form = LineForm(meta={"csrf": False})
        assert form.validate()
        assert form.name.data == text.strip()


class TalkForm(OnceForm):
    name = StringField()


class PhotoForm(OnceForm):
    photo = FileField()


def test_a_form_sent_twice_is_one_and_with_other_answers_another(app: Flask) -> None:
    club = a_club()
    with as_desk(club), app.test_request_context(method="POST", data={"submission_key": "k", "name": "Anna"}):
        accept(TalkForm(meta={"csrf": False}), "/anna")
        session().commit()
        assert accepted_before(TalkForm(meta={"csrf": False})) == "/anna"
    with as_desk(club), app.test_request_context(method="POST", data={"submission_key": "k", "name": "Bo"}):
        assert accepted_before(TalkForm(meta={"csrf": False})) is None
        accept(TalkForm(meta={"csrf": False}), "/bo")
        session().commit()
        assert accepted_before(TalkForm(meta={"csrf": False})) == "/bo"


def test_two_files_of_one_name_are_two_answers(app: Flask) -> None:
    marks = set()
    for content in (b"one", b"two", b"one"):
        data = {"submission_key": "k", "photo": (BytesIO(content), "image.jpg")}
        with app.test_request_context(method="POST", data=data):
            marks.add(PhotoForm(meta={"csrf": False}).mark)
    assert len(marks) == 2


class LooseForm(Form):
    title = StringField()
    word = PasswordField()


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\u061c", "\x00", "\x85"])
def test_no_form_takes_characters_that_turn_or_break_the_text_around_them(app: Flask, mark: str) -> None:
    with app.test_request_context(method="POST", data={"title": f"Lan{mark}tern"}):
        form = LooseForm(meta={"csrf": False})
        assert not form.validate_on_submit()
        assert len(form.title.errors) == 1


@pytest.mark.parametrize("title", ["明灯\t企业\r\n第二行", "لانترن", "👩‍🌾", "café", "𝒶"])
def test_names_of_every_script_are_taken(app: Flask, title: str) -> None:
    with app.test_request_context(method="POST", data={"title": title}):
        assert LooseForm(meta={"csrf": False}).validate_on_submit()


def test_a_password_may_hold_what_its_holder_types(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"word": "nine\u200fwords"}):
        assert LooseForm(meta={"csrf": False}).validate_on_submit()
