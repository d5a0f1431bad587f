"""Forms of a firm's workspace."""

from collections.abc import Iterable
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from club.clubs.staff_notice import term
from club.core import i18n
from club.core.forms import Filled, Form, OnceForm, VersionedForm, WholeNumberField, no_control_characters, stripped
from club.firms.rules import LATEST_DAY_START, is_zone
from club.firms.words import DEPARTMENTS, OTHER, PLATFORMS, ROLES
from club.firms.workspace_actions import NewDepartment
from club.policy import FirmRole

NAME_LENGTH, ENTRY_LENGTH = 80, 1500
ZONES = ("", "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Singapore", "Asia/Bangkok", "Europe/Berlin", "America/New_York")
AFTERWARDS = (FirmRole.PEOPLE_OFFICE, FirmRole.LEAD, FirmRole.STAFF, FirmRole.ACCOUNTANT)
"""What an owner may be after handing the firm over."""
KEPT_CHOICES = (3, 6, 12, 24, 36, 60)
"""For how many months a firm may keep what it knows of somebody who left."""


def _name(label: Any, *, is_needed: bool = True) -> StringField:
    first = Filled(_("Type a name.")) if is_needed else Optional()
    return StringField(label, [first, Length(max=NAME_LENGTH), no_control_characters], filters=[stripped])


def _platforms(label: LazyString) -> SelectMultipleField:
    return SelectMultipleField(label, choices=[SelectChoice(value, _(word)) for value, word in PLATFORMS.items()])


class SetUpForm(OnceForm):
    """The owner's two questions: which departments with whom at their head, which platforms."""

    departments = SelectMultipleField(
        _("Departments"),
        [InputRequired(_("Choose at least one department."))],
        choices=[SelectChoice(value, _(label)) for value, label in DEPARTMENTS.items()],
    )
    other = _name(_(OTHER), is_needed=False)
    head_other = _name(_("Its head"), is_needed=False)
    platforms = _platforms(_("2. Where does the firm sell?"))

    def answers(self) -> list[NewDepartment]:
        """The departments that were chosen, named in the reader's language."""
        chosen = [
            NewDepartment(str(_(DEPARTMENTS[kind])), kind, self[f"head_{kind}"].data or "")
            for kind in self.departments.data or ()
        ]
        if self.other.data:
            chosen.append(NewDepartment(self.other.data, "", self.head_other.data or ""))
        return chosen

    def validate_other(self, field: StringField) -> None:
        """A name of one's own must differ from those that were ticked."""
        ticked = {str(_(DEPARTMENTS[kind])).casefold() for kind in self.departments.data or () if kind in DEPARTMENTS}
        if (field.data or "").casefold() in ticked:
            raise ValidationError(_("This department is ticked above already."))


for _kind, _label in DEPARTMENTS.items():
    setattr(SetUpForm, f"head_{_kind}", _name(_("Head of %(department)s", department=_(_label)), is_needed=False))


class DepartmentForm(Form):
    """A department: its name, kind and lead."""

    name = _name(_("Name"))
    kind = SelectField(
        _("Kind"),
        choices=[SelectChoice("", _("None of these"))] + [SelectChoice(v, _(w)) for v, w in DEPARTMENTS.items()],
    )
    lead = SelectField(_("Lead"))

    def offer_leads(self, people: Iterable[Any]) -> None:
        """Whom the lead is chosen from."""
        self.lead.choices = [SelectChoice("", _("Nobody yet"))] + [SelectChoice(one.ref, one.name) for one in people]


class InstructorForm(Form):
    """Who of the firm is to write talks for the club."""

    person = SelectField(_("Person"))

    def offer(self, people: Iterable[Any]) -> None:
        """Who may be chosen."""
        self.person.choices = [SelectChoice(one.ref, one.name) for one in people]


class EntryForm(VersionedForm):
    """What the firm shows in the club's directory."""

    name = _name(_("Name as shown"))
    city = _name(_("City"), is_needed=False)
    categories = StringField(_("Categories"), [Optional(), Length(max=200)], filters=[stripped])
    platforms = _platforms(_("Platforms"))
    entry = TextAreaField(_("About the firm"), [Optional(), Length(max=ENTRY_LENGTH)], filters=[stripped])
    is_listed = BooleanField(_("Show the firm in the club’s directory"))


class SettingsForm(VersionedForm):
    """Language, time zone, the hour at which a working day begins, and whether four eyes see a text."""

    lang = SelectField(
        _("Language of the firm’s messages"), choices=[SelectChoice(v, n) for v, n in i18n.NAMES.items()]
    )
    zone = SelectField(
        _("Time zone"), choices=[SelectChoice("", _("The club’s"))] + [SelectChoice(z, z) for z in ZONES if z]
    )
    day_starts_at = WholeNumberField(
        _("A working day begins at"),
        [
            InputRequired(_("Type an hour, for example 0 or 6.")),
            NumberRange(min=0, max=LATEST_DAY_START, message=_("Type an hour from 0 to 11.")),
        ],
    )

    four_eyes = BooleanField(_("Publish a text only when somebody else has approved it"))

    def validate_zone(self, field: SelectField) -> None:
        """Only a zone that is known."""
        if field.data and not is_zone(field.data):
            raise ValidationError(_("Choose a time zone from the list."))


class StaffNoticeForm(VersionedForm):
    """What the firm adds to the notice for its staff."""

    contact = StringField(
        _("Whom staff ask about their data"),
        [Filled(_("Name somebody, with a telephone number.")), Length(max=200), no_control_characters],
        filters=[stripped],
    )
    kept_months = SelectField(_("Kept after somebody has left"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept_months.choices = [SelectChoice(months, term(months)) for months in KEPT_CHOICES]


class OfferForm(Form):
    """Ownership, offered to a colleague."""

    to = SelectField(_("To whom"))
    how = RadioField(
        _("How"),
        [InputRequired(_("Choose one of the two."))],
        choices=[
            SelectChoice("beside", _("As a second owner, beside me")),
            SelectChoice("instead", _("In my place: I hand the firm over")),
        ],
    )
    then_role = SelectField(
        _("What I am afterwards, if I hand it over"), choices=[SelectChoice(r.value, _(ROLES[r])) for r in AFTERWARDS]
    )

    def offer_to(self, people: Iterable[Any]) -> None:
        """Whom ownership may be offered to."""
        self.to.choices = [SelectChoice(one.ref, f"{one.name} ({_(ROLES[one.role])})") for one in people]


class StepDownForm(Form):
    """An owner takes another role."""

    role = SelectField(_("What I am from now on"), choices=[SelectChoice(r.value, _(ROLES[r])) for r in AFTERWARDS])
