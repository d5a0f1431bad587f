"""Forms by which qualifications are named and changed, and by which a class or an exam asks for some."""

from collections.abc import Collection, Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional

from club.core.db import read
from club.core.forms import (
    Filled,
    Form,
    MayBeLeft,
    OnceForm,
    VersionedForm,
    WholeNumberField,
    no_control_characters,
    stripped,
)
from club.core.i18n import pick
from club.courses.forms import LONGEST_VALID
from club.courses.qualification_queries import ALL, EXAMS_HERE, OWN
from club.library.template_queries import OWN_EXAMS
from club.talks.forms import TITLE


def _months() -> WholeNumberField:
    return WholeNumberField(_("Months for which it holds"), [Optional(), NumberRange(1, LONGEST_VALID)])


class QualificationFields(Form):
    """Something that courses and exams of the club may grant, and ask for."""

    name_en = StringField(
        _("Name in English"), [Filled(), Length(max=TITLE), no_control_characters], filters=[stripped]
    )
    name_zh = StringField(
        _("Name in Chinese"), [Optional(), Length(max=TITLE), no_control_characters], filters=[stripped]
    )
    months = _months()
    exam = SelectField(_("Granted by an exam of the club"), [MayBeLeft()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.exams = {row.slug: row for row in read(OWN_EXAMS)}
        named = (SelectChoice(row.slug, pick(row.title_en, row.title_zh)) for row in self.exams.values())
        self.exam.choices = [SelectChoice("", "–"), *named]

    def facts(self) -> dict[str, Any]:
        """What was typed, as the actions take it."""
        exam = self.exams.get(self.exam.data or "")
        return {
            "name_en": self.name_en.data,
            "name_zh": self.name_zh.data or "",
            "months": self.months.data,
            "exam_id": exam.id if exam is not None else None,
        }


class QualificationForm(QualificationFields, OnceForm):
    """A new one."""


class KnownQualificationForm(QualificationFields, VersionedForm):
    """One that is there."""


class OwnQualificationFields(Form):
    """Something that a firm lets its people qualify for by an exam of its own."""

    name = StringField(_("Name"), [Filled(), Length(max=TITLE), no_control_characters], filters=[stripped])
    months = _months()
    exam = SelectField(_("Granted by an exam of yours"), [MayBeLeft()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.exams = {row.ref: row for row in read(EXAMS_HERE)}
        self.exam.choices = [
            SelectChoice("", "–"),
            *(SelectChoice(row.ref, row.title) for row in self.exams.values()),
        ]

    def facts(self) -> dict[str, Any]:
        """What was typed, as the actions take it."""
        exam = self.exams.get(self.exam.data or "")
        exam_id = exam.id if exam is not None else None
        return {"name": self.name.data, "months": self.months.data, "exam_id": exam_id}


class OwnQualificationForm(OwnQualificationFields, OnceForm):
    """A new one of a firm."""


class KnownOwnQualificationForm(OwnQualificationFields, VersionedForm):
    """One of a firm that is there."""


class ConditionsForm(Form):
    """The qualifications of the club that a class or an exam asks for."""

    asks = SelectMultipleField(_("To be held first"), [Optional()], choices=[])

    def offer(self) -> None:
        """Offer the club’s qualifications."""
        named = ((row.id, pick(row.name_en, row.name_zh or row.name_en)) for row in read(ALL))
        self.asks.choices = [SelectChoice(str(key), name) for key, name in named]

    @property
    def chosen(self) -> list[int]:
        """The qualifications of the club that were chosen."""
        return [int(one) for one in self.asks.data or ()]


class OwnConditionsForm(ConditionsForm):
    """The firm’s own qualifications besides, for an exam of the firm."""

    own = SelectMultipleField(_("Of your firm, to be held first"), [Optional()], choices=[])

    def offer_own(self, *, without: Collection[int]) -> None:
        """Offer the firm’s own, but for those that the exam itself grants."""
        self.offer()
        offered: Iterable[Any] = (row for row in read(OWN) if row.id not in without)
        self.own.choices = [SelectChoice(str(row.id), row.name) for row in offered]

    @property
    def chosen_own(self) -> list[int]:
        """The firm’s own that were chosen."""
        return [int(one) for one in self.own.data or ()]
