"""Forms of a firm's people, and of whoever comes in."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, HiddenField, PasswordField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from club.core.forms import Filled, Form, MayBeLeft, OnceForm, VersionedForm, no_control_characters, stripped
from club.core.saying import said
from club.firms.arrivals import Place
from club.people import rules
from club.people.labels import ROLES
from club.policy import FirmRole

NOBODY = ""


def is_mail(_form: Any, field: StringField) -> None:
    """A validator: a mail address."""
    if field.data and rules.mail_address(field.data) is None:
        raise ValidationError(_("This is no mail address. An example: lin@firm.example"))


def is_phone(_form: Any, field: StringField) -> None:
    """A validator: a telephone number."""
    if field.data and rules.phone_number(field.data) is None:
        raise ValidationError(_("Write the number with its country code, such as +86 138 0000 0000."))


def is_staff_number(_form: Any, field: StringField) -> None:
    """A validator: a number that the firm gave, and no mail address."""
    if field.data and (rules.staff_number(field.data) is None or "@" in field.data):
        raise ValidationError(_("Use at most 40 letters and digits, without @."))


class MemberFields:
    """What a firm knows of one of its people."""

    _ids: Mapping[str, int]

    name = StringField(_("Full name"), [Filled(), Length(max=80), no_control_characters], filters=[stripped])
    role = RadioField(_("Role"), [DataRequired(_("Choose one."))])
    department = SelectField(_("Department"), [MayBeLeft()])
    staff_number = StringField(
        _("Staff number"), [Optional(), no_control_characters, is_staff_number], filters=[stripped]
    )

    def offer(self, roles: tuple[FirmRole, ...], departments: Sequence[Any]) -> None:
        """Fill in what may be chosen."""
        self._ids = {one.ref: one.id for one in departments}
        self.role.choices = [SelectChoice(value=role.value, label=said(ROLES[role])) for role in roles]
        self.department.choices = [
            SelectChoice(value=NOBODY, label=_("none yet")),
            *(SelectChoice(value=one.ref, label=one.name) for one in departments),
        ]

    @property
    def department_id(self) -> int | None:
        """The department chosen."""
        return self._ids[self.department.data] if self.department.data else None

    @property
    def number(self) -> str | None:
        """The staff number in its normal form."""
        return rules.staff_number(self.staff_number.data) if self.staff_number.data else None


class InviteForm(MemberFields, OnceForm):
    """Who is to come in."""

    email = StringField(_("Mail address"), [Optional(), Length(max=254), is_mail], filters=[stripped])
    phone = StringField(_("Telephone number"), [Optional(), Length(max=40), is_phone], filters=[stripped])

    place = SelectField(_("Ladder and stage"), [MayBeLeft()])
    first_day = DateField(_("First day"), [Optional()])

    def offer_places(self, places: Sequence[Place]) -> None:
        """Fill in where the person may begin; without any there is nothing to ask."""
        if not places:
            del self.place, self.first_day
            return
        self.place.choices = [
            SelectChoice(value=NOBODY, label=_("decide later")),
            *(SelectChoice(value=one.value, label=one.label, optgroup=one.within) for one in places),
        ]

    def validate_first_day(self, field: DateField) -> None:
        """A day without a stage would be kept for nothing."""
        if field.data and not self.place.data:
            raise ValidationError(_("Choose the stage that begins on this day, or leave the day empty."))


class MemberForm(MemberFields, VersionedForm):
    """What a person is in the firm."""


class ConfirmForm(Form):
    """Somebody with an account comes in."""

    own_name = StringField(_("Your name"), [Filled(), Length(max=100), no_control_characters], filters=[stripped])
    has_read = BooleanField(_("I have read what is done with my data"))
    notice_version = HiddenField()

    def has_to_read(self, version: str | None) -> None:
        """Ask for the tick where there is something to read; a version that changed meanwhile is read anew."""
        if version is None:
            del self.has_read
            return
        message = _("Read it, then tick this.")
        if self.is_submitted() and self.notice_version.data != version:
            self.has_read.data = False
            message = _("The notice changed while this page stood open. Read it again, then tick this.")
        self.has_read.validators = [DataRequired(message)]
        self.notice_version.data = version


class JoinForm(ConfirmForm):
    """Somebody without an account comes in."""

    email = StringField(_("Mail address"), [Optional(), Length(max=254), is_mail], filters=[stripped])
    phone = StringField(_("Telephone number"), [Optional(), Length(max=40), is_phone], filters=[stripped])
    new_password = PasswordField(_("Choose a password"))
    is_one_needed = False

    def needs_one(self) -> None:
        """Ask for a mail address or a telephone number: whoever has no staff number signs in with one of them."""
        self.is_one_needed = True
        for field in (self.email, self.phone):
            field.flags.optional = False
        self.email.validators = [one for one in self.email.validators if not isinstance(one, Optional)]

    def validate_email(self, field: StringField) -> None:
        """One of the two, where nothing else lets the person sign in again."""
        if self.is_one_needed and not (field.data or self.phone.data):
            raise ValidationError(_("Give a mail address or a telephone number, so that you can sign in again."))

    def validate_new_password(self, field: PasswordField) -> None:
        """The rules of a good password."""
        if fault := rules.password_fault(field.data or "", self.email.data, self.phone.data):
            raise ValidationError(said(fault.message, fault.values))
