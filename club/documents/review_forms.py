"""Forms of a review: whom to ask, and what the reviewer says."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from club.core.forms import Form, no_control_characters, stripped
from club.documents.review_rules import ReviewVerdict
from club.firms.words import ROLES

LONGEST_REMARKS = 4000


def prose(label: Any, *checks: Any, hint: Any = "") -> TextAreaField:
    """A longer text that somebody writes about a document."""
    limits = [*(checks or (Optional(),)), Length(max=LONGEST_REMARKS), no_control_characters]
    return TextAreaField(label, limits, filters=[stripped], description=hint)


class AskForm(Form):
    """Whom to ask, by when, and what to look at."""

    reviewer = SelectField(_("Who reviews"), [InputRequired(_("Choose somebody."))])
    due_on = DateField(_("By when"), [InputRequired(_("Choose a day."))])
    note = prose(_("What to look at"))

    def offer(self, people: Iterable[Any]) -> None:
        """Whom the reviewer is chosen from."""
        listed = [SelectChoice(one.ref, f"{one.name} ({_(ROLES[one.role])})") for one in people]
        self.reviewer.choices = [SelectChoice("", _("Choose")), *listed]


class AnswerForm(Form):
    """What the reviewer says; `seen` is the digest of the text that was read."""

    seen = HiddenField()
    verdict = RadioField(
        _("Your answer"),
        [InputRequired(_("Choose one of the two."))],
        choices=[
            SelectChoice(ReviewVerdict.APPROVED.value, _("Approve exactly this text")),
            SelectChoice(ReviewVerdict.SENT_BACK.value, _("Send it back")),
        ],
    )
    remarks = prose(_("Remarks"), hint=_("Needed where you send it back."))
