"""Forms of exams; answers are read by `sheets.py`, because each attempt asks something else."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from club.core.forms import Form, WholeNumberField, no_control_characters, stripped
from club.exams.grading_actions import Grade
from club.exams.sheets import Asked

LONGEST_REASON, LONGEST_REMARK = 300, 2_000


class AllowForm(Form):
    """Who may sit an exam once more, and why."""

    person = SelectField(_("Person"))
    why = StringField(
        _("Why, in a word"), [Optional(), Length(max=LONGEST_REASON), no_control_characters], filters=[stripped]
    )


class GradeForm(Form):
    """Base of the form that grades an attempt: for each answer in words its points, and a word about it."""

    def grades(self, listed: Sequence[Asked]) -> dict[str, Grade]:
        """What was given, by question; an answer without points waits for another time."""
        found = ((one.question.key, self[f"points-{one.number}"], self[f"remark-{one.number}"]) for one in listed)
        return {key: Grade(points.data, remark.data or "") for key, points, remark in found if points.data is not None}


def grade_form(listed: Sequence[Asked]) -> GradeForm:
    """The form for these answers, with what somebody has given already."""
    parts: dict[str, Any] = {}
    for one in listed:
        label = _("Points, 0 to %(most)s", most=one.question.points)
        checks = [Optional(), NumberRange(0, one.question.points)]
        parts[f"points-{one.number}"] = WholeNumberField(label, checks, default=one.row.graded)
        words = [Optional(), Length(max=LONGEST_REMARK)]
        parts[f"remark-{one.number}"] = TextAreaField(
            _("A word about it"), words, default=one.row.remark, filters=[stripped]
        )
    made: type[GradeForm] = type("GradeForm", (GradeForm,), parts)
    return made()
