"""The forms of the club’s desk and its board: figure, question, refusal, names, vote."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from club.applications.fields import PROSE_LENGTH, AmountField, must, text
from club.applications.labels import ASK, CHOICES
from club.applications.models import Choice
from club.core.forms import Filled, Form, VersionedForm, stripped


class StepForm(VersionedForm):
    """A form that shares its page with others: the fields’ names begin with the step’s."""

    step = ""

    def __init__(self, **values: Any) -> None:
        super().__init__(prefix=self.step, **values)


class VerifyForm(StepForm):
    """The figure that the papers show."""

    step = "verify-"

    turnover = AmountField(
        _("Verified turnover"), filters=[stripped], description=_("As the papers show it, on the basis stated")
    )
    currency = HiddenField()
    remarks = TextAreaField(
        _("Remarks for the board"),
        text(Filled(_("Say what you compared.")), longest=PROSE_LENGTH),
        filters=[stripped],
        description=_("What you compared and what stood out; the board reads this in place of the papers."),
    )


class AskForm(StepForm):
    """A question to the applicant."""

    step = "ask-"

    reason = TextAreaField(
        _("What should the applicant explain?"),
        text(Filled(_("Write the question.")), longest=PROSE_LENGTH),
        filters=[stripped],
    )


class DeclineForm(StepForm):
    """The desk’s refusal of an application."""

    step = "decline-"

    reason = TextAreaField(
        _("Reason"),
        text(Filled(_("Give the reason; the applicant reads it.")), longest=PROSE_LENGTH),
        filters=[stripped],
    )


class SettleForm(StepForm):
    """Which of the club’s people a name means that an applicant gave."""

    people = SelectMultipleField(
        _("Who is meant?"),
        coerce=int,
        choices=[],
        description=_("Tick nobody if none of the club’s people is meant."),
    )

    def __init__(self, ref: str, staff: dict[int, str], **values: Any) -> None:
        self.name, self.step = ref, f"settle-{ref}-"
        super().__init__(**values)
        self.people.choices = [SelectChoice(person, name) for person, name in staff.items()]


class HeardForm(Form):
    """That the desk has heard the owner of a firm."""

    has_heard = BooleanField(
        _("I called the number in the application and spoke with the owner."),
        [must(_("Call first, then tick this: the link opens the firm’s workspace."))],
    )


class ExplainForm(StepForm):
    """Why the board refused an application, in words for its applicant."""

    step = "explain-"

    reason = TextAreaField(
        _("Reason"),
        text(Filled(_("Give the reason; the applicant reads it.")), longest=PROSE_LENGTH),
        filters=[stripped],
        description=_("The applicant is told it, without a name. What board members wrote stays with the club."),
    )


class VoteForm(VersionedForm):
    """One of four choices of equal rank."""

    choice = RadioField(_("Your vote"), [must(_("Choose one."))], choices=[])
    reason = TextAreaField(
        _("Reason or question"),
        text(longest=PROSE_LENGTH),
        filters=[stripped],
        description=_("Needed for a no and for a question; the applicant reads a question, not a name."),
    )

    def offer(self, *, may_ask: bool = True, may_admit: bool = True) -> None:
        """Fill in the choices; no question while another one is open, no yes for a firm that is in already."""
        left_out = {ASK: not may_ask, Choice.YES: not may_admit}
        self.choice.choices = [
            SelectChoice(value, _(label)) for value, (label, _note) in CHOICES.items() if not left_out.get(value)
        ]

    def validate_reason(self, field: TextAreaField) -> None:
        """A no and a question need words."""
        if self.choice.data in {"no", ASK} and not field.data:
            raise ValidationError(_("Write the reason, or what the applicant should explain."))
