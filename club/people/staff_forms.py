"""Forms of a club's own people."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional, ValidationError

from club.core.forms import Filled, Form, OnceForm, VersionedForm, no_control_characters, stripped
from club.core.saying import said
from club.people import rules
from club.people.labels import ROLES
from club.policy import ClubRole


def club_roles() -> list[SelectChoice]:
    """Every role of a club, with its word."""
    return [SelectChoice(value=role.value, label=said(ROLES[role])) for role in ClubRole]


class RolesForm(Form):
    """What a person does for the club."""

    name = StringField(_("Full name"), [Filled(), Length(max=80), no_control_characters], filters=[stripped])
    roles = SelectMultipleField(_("Roles"), choices=club_roles)

    @property
    def chosen(self) -> frozenset[ClubRole]:
        """The roles ticked."""
        return frozenset(map(ClubRole, self.roles.data or ()))


class WorkerForm(RolesForm, VersionedForm):
    """What somebody who works for the club does, on the roles and the name that the page showed."""


class StaffInviteForm(RolesForm, OnceForm):
    """Who is to work for the club."""

    email = StringField(_("Mail address"), [Optional(), Length(max=254)], filters=[stripped])

    def validate_email(self, field: StringField) -> None:
        """It must look like an address."""
        if field.data and rules.mail_address(field.data) is None:
            raise ValidationError(_("This is no mail address. An example: lin@firm.example"))

    def validate_roles(self, field: Any) -> None:
        """At least one."""
        if not field.data:
            raise ValidationError(_("Choose one."))


class ConfirmPhoneForm(Form):
    """A number that the office has heard somebody call from."""

    phone = StringField(_("Telephone number"), [Filled(), Length(max=40)], filters=[stripped])

    def validate_phone(self, field: StringField) -> None:
        """It must look like a number."""
        if rules.phone_number(field.data or "") is None:
            raise ValidationError(_("Write the number with its country code, such as +86 138 0000 0000."))
