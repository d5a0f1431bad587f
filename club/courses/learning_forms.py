"""Forms of whoever takes courses, of those who lead them, and of instructors who follow and grade."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from club.core.forms import Filled, Form, OnceForm, stripped
from club.courses.tally_rules import Standing
from club.courses.task_models import Grade
from club.courses.task_rules import LONGEST_ANSWER
from club.talks.forms import not_too_much

LONGEST_NOTE = 4000


class GiveForm(OnceForm):
    """Which people are to take which course, by when."""

    course = SelectField(_("Course"), [Filled()])
    people = SelectMultipleField(_("People"))
    due_on = DateField(_("To be finished by"), [Optional()])


class PutOffForm(Form):
    """Another day for one person."""

    due_on = DateField(_("To be finished by"), [InputRequired()])


class AnswerForm(OnceForm):
    """What somebody hands in for a lesson."""

    words = TextAreaField(_("Your answer"), [Filled(), Length(max=LONGEST_ANSWER), not_too_much], filters=[stripped])


class GradeForm(Form):
    """Whether an answer will do, and why."""

    grade = RadioField(
        _("Your judgement"),
        choices=[
            SelectChoice(Grade.PASSED.value, _("It will do")),
            SelectChoice(Grade.AGAIN.value, _("Once more, please")),
        ],
    )
    remark = TextAreaField(_("What you say of it"), [Optional(), Length(max=LONGEST_ANSWER)], filters=[stripped])


class NoteForm(OnceForm):
    """A word to everybody on their way through a course, or to those who stand at one lesson."""

    whom = SelectField(_("To whom"), default="")
    words = TextAreaField(_("What you write"), [Filled(), Length(max=LONGEST_NOTE)], filters=[stripped])

    def offer(self, standing: Standing) -> None:
        """The groups: everybody on the way, and each lesson at which somebody stands."""
        at_lessons = [
            SelectChoice(
                str(row.item.row.id), gettext("Stands at %(lesson)s", lesson=f"{row.item.place}. {row.item.row.title}")
            )
            for row in standing.rows
            if row.here
        ]
        self.whom.choices = [SelectChoice("", gettext("Everybody on the way")), *at_lessons]

    @property
    def lesson(self) -> int | None:
        """The lesson at which they stand; None for everybody."""
        return int(self.whom.data) if self.whom.data else None


class HomeworkForm(OnceForm):
    """A lesson that a class gives."""

    lesson = SelectField(_("Task or exam of a course"), [InputRequired(_("Choose a lesson."))])
