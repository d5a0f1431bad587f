"""Forms of signing: who signs a text and until when; one's own signature; whom to remind."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, HiddenField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from club.acknowledgements.rules import NO_DAYS, Audience, days_for, target_of
from club.core.forms import Form, OnceForm, VersionedForm, WholeNumberField
from club.core.saying import said
from club.policy import FirmRole


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


class AssignForm(OnceForm, _Term):
    """Who reads and signs a text, until when."""

    who = SelectField(_("Who signs"), [InputRequired(_("Choose who signs."))])
    people = SelectMultipleField(
        _("People by name"), [Optional()], description=_("Only where you chose “people by name” above.")
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Whoever ticks people means them, not the audience chosen above."""
        is_whole = super().validate(extra_validators)
        if is_whole and self.people.data and self.who.data != Audience.PEOPLE.value:
            self.people.errors = [
                _("You ticked people but chose others above. Choose “people by name”, or untick them.")
            ]
            return False
        return is_whole

    def offer(self, departments: Iterable[Any], people: Iterable[Any], roles: Iterable[tuple[FirmRole, Any]]) -> None:
        """Who can be chosen; whoever leads only chooses among the own people."""
        found = list(roles)
        whole = [SelectChoice(Audience.EVERYBODY.value, _("everybody in the firm"))] if found else []
        named = [SelectChoice(target_of(Audience.DEPARTMENT, ref=one.ref), one.name) for one in departments]
        by_role = [
            SelectChoice(target_of(Audience.ROLE, role=role), _("role: %(role)s", role=words)) for role, words in found
        ]
        listed = [SelectChoice(Audience.PEOPLE.value, _("people by name"))]
        self.who.choices = [*whole, *named, *by_role, *listed]
        self.people.choices = [SelectChoice(one.ref, one.name) for one in people]


class ChangeForm(VersionedForm, _Term):
    """Another time, or other people by name."""

    people = SelectMultipleField(_("People by name"), [Optional()])

    def offer(self, people: Iterable[Any]) -> None:
        """Who can be named."""
        self.people.choices = [SelectChoice(one.ref, one.name) for one in people]


class SignForm(Form):
    """One's word that one read the text: `number` and `digest` say which."""

    number = HiddenField()
    digest = HiddenField()
    is_read = BooleanField(
        _("I have read this text and work by it"),
        [InputRequired(_("Tick this once you have read the text."))],
    )
