"""Forms of signing: who signs a text and until when; one's own signature; whom to remind."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, HiddenField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from club.acknowledgements.rules import NO_DAYS, days_for
from club.core.forms import Form, VersionedForm, WholeNumberField
from club.core.saying import said
from club.firms.audience_forms import AimingForm
from club.firms.words import said_person


class _Term:
    """Within how many days; or by which day, which counts where it is given."""

    days = WholeNumberField(
        _("Within how many days"),
        [Optional()],
        description=_("Counted for each person from the day on which the text reaches them, and anew when it changes."),
    )
    by = DateField(
        _("Or by which day"),
        [Optional()],
        description=_("It counts instead of the days. Whoever joins later gets as many days as the others have."),
    )

    def term(self, starts_on: date) -> int | None:
        """The time to sign in days; None, and said at the field, where it is none."""
        found = days_for(days=self.days.data, by=self.by.data, starts_on=starts_on)
        if found is None:
            (self.days if self.by.data is None else self.by).errors = [said(NO_DAYS)]
        return found


class AssignForm(AimingForm, _Term):
    """Who reads and signs a text, until when."""

    who = SelectField(_("Who signs"), [InputRequired(_("Choose who signs."))])
    people = SelectMultipleField(
        _("People by name"), [Optional()], description=_("Only where you chose “people by name” above.")
    )


class ChangeForm(VersionedForm, _Term):
    """Another time, or other people by name."""

    people = SelectMultipleField(_("People by name"), [Optional()])

    def offer(self, people: Iterable[Any]) -> None:
        """Who can be named."""
        self.people.choices = [SelectChoice(one.ref, said_person(one)) for one in people]


class SignForm(Form):
    """One's word that one read the text: `number` and `digest` say which."""

    number = HiddenField()
    digest = HiddenField()
    is_read = BooleanField(
        _("I have read this text and work by it"),
        [InputRequired(_("Tick this once you have read the text."))],
    )
