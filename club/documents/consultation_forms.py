"""Forms of a consultation: whom to ask and how long; what was talked about, and how staff were told."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from club.core.forms import Filled, OnceForm, no_control_characters, stripped
from club.documents.consultation_rules import EntrySort
from club.documents.review_forms import LONGEST_REMARKS, prose

LONGEST_NAMES = 300


class OpenForm(OnceForm):
    """Who is asked, up to which day, and what about."""

    departments = SelectMultipleField(_("Who is asked"), [Optional()], description=_("None ticked: everybody."))
    closes_on = DateField(_("Last day"), [InputRequired(_("Choose a day."))])
    note = prose(_("What it is about"), hint=_("Why the text changes; those who are asked read it first."))

    def offer(self, departments: Iterable[Any]) -> None:
        """Which departments can be ticked."""
        self.departments.choices = [SelectChoice(one.ref, one.name) for one in departments]


class EntryForm(OnceForm):
    """A talk that was held, or how staff were told."""

    sort = RadioField(
        _("What took place"),
        [InputRequired(_("Choose one of the two."))],
        choices=[
            SelectChoice(EntrySort.TALK.value, _("A talk was held")),
            SelectChoice(EntrySort.NOTICE.value, _("Staff were told")),
        ],
    )
    day = DateField(_("On which day"), [InputRequired(_("Choose a day."))])
    people = StringField(
        _("With whom, or who was told"),
        [Optional(), Length(max=LONGEST_NAMES), no_control_characters],
        filters=[stripped],
    )
    text = TextAreaField(
        _("What was said, or how they were told"),
        [Filled(_("Write what happened.")), Length(max=LONGEST_REMARKS), no_control_characters],
        filters=[stripped],
    )
