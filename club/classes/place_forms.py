"""The forms of whoever asks for a place, and of whoever decides."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, ValidationError

from club.applications.fields import ContactField, must, text
from club.applications.forms import RUNS_SHOPS, SERVES_SHOPS, OpenForm
from club.applications.labels import OWN_ROLES
from club.applications.models import OwnRole
from club.classes.day_rules import MOST_WALK_INS, RATINGS
from club.classes.models import Condition
from club.core.forms import Filled, Form, OnceForm, WholeNumberField, stripped

DECIDING = frozenset(OwnRole) - {OwnRole.EMPLOYEE}


class RegisterForm(OpenForm, OnceForm):
    """What a visitor says to get a place: four answers, and those that the class asks for."""

    name = StringField(_("Your name"), text(Filled(_("Type your name."))), filters=[stripped])
    firm_name = StringField(_("The firm you come from"), text(Filled(_("Type the firm’s name."))), filters=[stripped])
    own_role = SelectField(_("Your own role in the firm"))
    business = RadioField(_("What does the firm do?"), [must(_("Choose one."))], choices=[])
    contact = ContactField(
        _("Your mail address or mobile number"),
        text(longest=100),
        filters=[stripped],
        description=_("Only the club sees it, and answers you there."),
    )
    consent = BooleanField(
        _("I have read the notice and agree"), [must(_("Without your consent we may keep nothing."))]
    )
    all_dates = BooleanField(_("For all dates of the series that are open"))
    notice = HiddenField()

    is_consent_stale = False

    def offer(self, conditions: Sequence[str], *, notice: int, dates: int) -> None:
        """Ask only what the class asks, of how many `dates`; a notice that changed meanwhile is agreed to anew."""
        if dates < 2:  # noqa: PLR2004  one date is the class itself
            del self.all_dates
        self.own_role.choices = [SelectChoice(role.value, _(label)) for role, label in OWN_ROLES.items()]
        self.business.choices = [
            SelectChoice(RUNS_SHOPS, _("We run shops of our own")),
            SelectChoice(SERVES_SHOPS, _("We sell services to shops (third-party provider)")),
        ]
        if Condition.DECIDES not in conditions:
            del self.own_role
        if Condition.RUNS_SHOPS not in conditions:
            del self.business
        self.is_consent_stale = self.notice.data not in {None, "", str(notice)}
        if self.is_consent_stale:
            self.consent.data = False
        self.notice.data = str(notice)

    def validate_consent(self, _field: BooleanField) -> None:
        """A notice that changed while the page stood open has to be agreed to anew."""
        if self.is_consent_stale:
            raise ValidationError(_("The notice has changed since you opened the page. Please read and tick it again."))

    @property
    def wants_all(self) -> bool:
        """Whether all dates of a series are asked for."""
        return bool(self.all_dates.data) if "all_dates" in self else False

    @property
    def role(self) -> str:
        """The role in the firm, where the class asks for it."""
        return str(self.own_role.data) if "own_role" in self else ""

    @property
    def decides(self) -> bool | None:
        """Whether whoever asks decides for the firm; None where nobody asked."""
        return self.own_role.data in DECIDING if "own_role" in self else None

    @property
    def runs_shops(self) -> bool | None:
        """Whether the firm runs shops of its own; None where nobody asked."""
        return bool(self.business.data == RUNS_SHOPS) if "business" in self else None


class SendPeopleForm(OnceForm):
    """Whom a firm sends."""

    people = SelectMultipleField(_("Who goes?"), [must(_("Tick at least one."))], choices=[])
    all_dates = BooleanField(_("To all dates of the series that are open"))

    def offer(self, people: Sequence[Any], *, dates: int) -> None:
        """The people of the firm who are not on the list yet; of several `dates`, whether to all of them."""
        if dates < 2:  # noqa: PLR2004  one date is the class itself
            del self.all_dates
        self.people.choices = [SelectChoice(one.ref, one.name) for one in people]

    @property
    def wants_all(self) -> bool:
        """Whether they go to all dates of a series."""
        return bool(self.all_dates.data) if "all_dates" in self else False


class DeclinePlaceForm(Form):
    """Why somebody gets no place."""

    reason = TextAreaField(
        _("Reason"), text(Filled(_("Give the reason; whoever applied reads it.")), longest=300), filters=[stripped]
    )


RATED = {
    5: _("Very good: I put it to work at once"),
    4: _("Good"),
    3: _("So-so"),
    2: _("Little of it was new or useful"),
    1: _("Not worth the way"),
}


class FeedbackForm(OpenForm):
    """How it was."""

    rating = RadioField(
        _("How was it?"),
        [must(_("Choose one."))],
        choices=[SelectChoice(str(number), RATED[number]) for number in reversed(RATINGS)],
    )
    words = TextAreaField(
        _("In a few words"),
        text(longest=2000),
        filters=[stripped],
        description=_("The host and the club read it without your name."),
    )


class MaterialForm(OnceForm):
    """A file to take home from a class."""

    file = FileField(_("File"))


class WalkInsForm(Form):
    """How many came without having asked."""

    many = WholeNumberField(
        _("Came without a place"),
        [InputRequired(_("Give a number.")), NumberRange(min=0, max=MOST_WALK_INS)],
        description=_("Only the number is kept."),
    )
