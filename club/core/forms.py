"""Forms: typed text is never lost, a double click makes one row, a stale page does not overwrite."""

import json
import secrets
from collections.abc import Callable
from functools import cached_property, lru_cache
from hashlib import file_digest, sha256
from typing import Any, ClassVar
from unicodedata import category

from flask import g, request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Mapped
from werkzeug.datastructures import CombinedMultiDict, FileStorage, MultiDict
from wtforms import FileField, HiddenField, IntegerField, PasswordField, StringField
from wtforms.csrf.core import CSRFTokenField
from wtforms.validators import Optional, StopValidation, ValidationError

from club.core import clock, held, i18n
from club.core.db import add, read, session
from club.core.owners import Base, ClubOwned, keys
from club.core.refusals import Refused
from club.core.saying import said
from club.core.types import Id, Line, Moment, Word
from club.core.walls import reads

MOST_DIGITS = 15
MARK_LENGTH = 60


class MayBeLeft(Optional):
    """A list from which nothing may be chosen; spaces are no choice, and are not one of the list either."""

    def __init__(self) -> None:
        super().__init__(strip_whitespace=False)


class NeededLater(Optional):
    """May be left empty in a draft, and is asked for once it is to be read by others."""

    def __init__(self) -> None:
        super().__init__()
        self.field_flags = {"optional": True, "needed_later": True}


class _SentToken(CSRFTokenField):
    """A token that is only checked: pages write theirs by `csrf_token()`, so no form has to sign one."""

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Take what was sent."""
        HiddenField.process(self, *args, **kwargs)


class _Tokens(FlaskForm.Meta.csrf_class):
    field_class = _SentToken


class Form(FlaskForm):
    """Base of every form: Chinese or English messages, and text kept over a sign-in."""

    class Meta(FlaskForm.Meta):
        csrf_class = _Tokens

        def get_translations(self, form: Any) -> Any:  # noqa: ARG002
            """WTForms' own messages in the reader's language."""
            return _said_by_fields(i18n.locale_of(i18n.lang()))

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was typed comes as a form, and files only into fields for files; a body of JSON is no form."""
            sent = None if request.is_json else super().wrap_formdata(form, formdata)
            if not isinstance(sent, CombinedMultiDict):
                return sent
            wanted = {field.name for field in form if isinstance(field, FileField)}
            files = [(name, file) for name, file in request.files.items(multi=True) if name in wanted]
            return CombinedMultiDict((MultiDict(files), request.form))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if "formdata" not in kwargs and not args and request.method == "GET" and (kept := held.given_back()):
            kwargs["formdata"] = kept
        super().__init__(*args, **kwargs)

    def takes(self, step: Callable[[], object]) -> bool:
        """Whether a step went through; where it was refused, nothing of it stays and the form says why.

        The view then shows the form again with 422, so that what was typed is not lost.
        """
        try:
            step()
        except Refused as refused:
            session().rollback()
            self.form_errors.append(said(refused.refusal))
            return False
        return True

    def validate(self, extra_validators: Any = None) -> bool:
        """Every text that somebody types is free of characters that no keyboard types."""
        checked = {name: list(more) for name, more in (extra_validators or {}).items()}
        for name, field in self._fields.items():
            is_typed = isinstance(field, StringField) and not isinstance(field, PasswordField | HiddenField)
            if is_typed and no_control_characters not in field.validators:
                checked.setdefault(name, []).append(no_control_characters)
        return bool(super().validate(checked))


@lru_cache(len(i18n.LANGUAGES))
def _said_by_fields(locale: str) -> Any:
    from wtforms.i18n import get_translations

    return get_translations([locale])


class WholeNumberField(IntegerField):
    """A whole number that a database can hold; more digits are no number of ours."""

    def process_formdata(self, valuelist: list[str]) -> None:
        is_long = bool(valuelist) and len(valuelist[0].strip()) > MOST_DIGITS
        super().process_formdata(["no number"] if is_long else valuelist)


class OnceForm(Form):
    """A form that makes something: the same answers sent twice make it once, other answers are another form."""

    submission_key = HiddenField(default=lambda: secrets.token_urlsafe(18))
    rides_along: frozenset[str] = frozenset()
    """Names of answers that are sent beside the form's own fields."""

    @cached_property
    def mark(self) -> str:
        """What tells this form with these answers from every other; empty where it came without its key."""
        if not self.submission_key.data:
            return ""
        names = sorted(({field.name for field in self} | self.rides_along) - {"csrf_token"})
        typed, sent = request.form, request.files
        answers = [(name, typed.getlist(name)) for name in names]
        files = [(name, file.filename, _digest(file)) for name in names if name in sent for file in sent.getlist(name)]
        return sha256(json.dumps([answers, files]).encode()).hexdigest()[:MARK_LENGTH]


def _digest(file: FileStorage) -> str:
    file.stream.seek(0)
    digest = file_digest(file.stream, "sha256").hexdigest()  # type: ignore[arg-type]  # it can be read and that will do
    file.stream.seek(0)
    return digest


class VersionedForm(Form):
    """A form that changes something: it says which version it was opened on."""

    version = HiddenField()

    def is_stale(self, version: int | str) -> bool:
        """Whether the row moved on since the form was opened."""
        return bool(self.version.data != str(version))


class Submission(ClubOwned, Base):
    """A form that was accepted: `key` is its mark, `location` where it led."""

    __tablename__ = "submission"
    __table_args__ = keys(ClubOwned, unique=["key"])

    id: Mapped[Id]
    key: Mapped[Word]
    location: Mapped[Line]
    accepted_at: Mapped[Moment]


_LOCATION = reads(select(Submission.location).where(Submission.key == bindparam("key")))


def accepted_before(form: OnceForm) -> str | None:
    """Where this very form led when it was accepted before with these answers."""
    g.accepting = form.mark
    return accepted_as(form.mark)


def accepted_meanwhile() -> str | None:
    """Where this request's form led when it was sent twice at the same moment, and the other one was first."""
    mark = g.get("accepting")
    return accepted_as(mark) if mark else None


def accepted_as(mark: str) -> str | None:
    """Where what was accepted under this mark led; nothing, where nothing was."""
    location: str | None = read(_LOCATION, key=mark).scalar()
    return location


def accept(form: OnceForm, location: str) -> None:
    """Remember in this commit that the form was accepted; a second commit of the same form fails as a whole."""
    accept_as(form.mark or secrets.token_urlsafe(18), location)


def accept_as(mark: str, location: str) -> None:
    """Remember in this commit that something was accepted under this mark."""
    add(Submission, key=mark, location=location[:300], accepted_at=clock.now())


_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of the text around them, so that a name rewrites the sentence that it stands in."""


def no_control_characters(_form: Any, field: StringField) -> None:
    """Refuse characters that no keyboard types and that some databases cannot keep or that turn the text around."""
    typed = str(field.data or "")
    if typed.isprintable():  # as nearly every line is
        return
    for character in typed:
        is_control = category(character) == "Cc" and character not in "\t\r\n"
        if is_control or character in _TURNING:
            raise ValidationError(_("Take out the control characters; they came in by copying."))


def stripped(value: str | None) -> str | None:
    """A WTForms filter: text without the space around it; nothing, where nothing of it can be seen."""
    if not isinstance(value, str):
        return value
    return value.strip() if any(map(_can_be_seen, value)) else ""


def _can_be_seen(character: str) -> bool:
    return category(character) not in _UNSEEN and character not in _BLANKS


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
"""Characters that count as letters or signs and have no shape."""


class Filled:
    """A validator: something that can be seen was typed. The one way to require a text."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __init__(self, message: Any = None) -> None:
        self.message = message

    def __call__(self, _form: Any, field: StringField) -> None:
        """Stop at a text of nothing, or of spaces and marks without a shape."""
        if not stripped(field.data or ""):
            field.errors = []
            raise StopValidation(self.message or _("Fill this in."))
