"""Forms of the account."""

from typing import Any

from flask import g
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from club.core import i18n
from club.core.forms import Filled, Form, no_control_characters, stripped
from club.core.saying import said
from club.people import passwords, rules

SHORT = Length(max=300)


class NewPassword:
    """A validator: the rules of a good password."""

    def __call__(self, _form: Any, field: PasswordField) -> None:
        """Refuse what is guessed at once."""
        who = g.get("who")
        known = (who.email, who.phone) if who else ()
        if fault := rules.password_fault(field.data or "", *known):
            raise ValidationError(said(fault.message, fault.values))


class LoginForm(Form):
    """Who somebody is, and the password; a question where it was tried often."""

    identifier = StringField(_("Mail address or telephone number"), [Filled(), SHORT], filters=[stripped])
    password = PasswordField(_("Password"), [InputRequired(_("Fill this in.")), Length(max=rules.LONGEST_PASSWORD)])
    firm = StringField(_("Your firm’s name or short name"), [Optional(), Length(max=200)], filters=[stripped])
    answer = StringField(_("Answer"), [Optional(), Length(max=10)])
    question = HiddenField()

    def ask_for_number(self, *, asks_firm: bool) -> None:
        """Ask for a firm’s own number of a person, and for the firm where the address does not name it."""
        self.identifier.label.text = _("Staff number")
        self.firm.flags.optional = not asks_firm

    def lacks_firm(self) -> bool:
        """Whether a number was given that only a firm can tell; notes the error."""
        is_number = rules.identifier(str(self.identifier.data), in_firm=False) is None
        if is_number and not self.firm.data:
            self.firm.errors = [_("Say which firm gave you the number.")]
            return True
        return False


class CodeForm(Form):
    """A code of the second factor, or one of the recovery codes."""

    code = StringField(_("Code"), [Filled(), Length(max=40)], filters=[stripped])


class AddressForm(Form):
    """The mail address of an account."""

    email = StringField(_("Mail address"), [Filled(), SHORT, no_control_characters], filters=[stripped])

    def validate_email(self, field: StringField) -> None:
        """It must look like an address."""
        if field.data and rules.mail_address(field.data) is None:
            raise ValidationError(_("This is no mail address. An example: lin@firm.example"))


class OwnPassword:
    """The password that is in force, asked again before something weighty."""

    password = PasswordField(_("Your password"), [InputRequired(_("Fill this in.")), SHORT])

    def is_own(self, kept: str | None) -> bool:
        """Whether it is right; notes the error where it is not."""
        is_right = passwords.matches(kept, str(self.password.data))
        if not is_right:
            self.password.errors = [*self.password.errors, _("This is not your password.")]
        return is_right


class MailForm(OwnPassword, AddressForm):
    """Another mail address for one's own account."""


class PhoneForm(OwnPassword, Form):
    """Another telephone number for one's own account, or none."""

    phone = StringField(_("Telephone number"), [Optional(), SHORT], filters=[stripped])

    def validate_phone(self, field: StringField) -> None:
        """It must look like a number."""
        if field.data and rules.phone_number(field.data) is None:
            raise ValidationError(_("Write the number with its country code, such as +86 138 0000 0000."))


class PasswordForm(OwnPassword, Form):
    """Another password."""

    new_password = PasswordField(_("New password"), [NewPassword()])


class ResetForm(Form):
    """A password set by a private link."""

    new_password = PasswordField(_("New password"), [NewPassword()])


class LanguageForm(Form):
    """The language of one's messages and pages."""

    language = SelectField(
        _("Language"), choices=[SelectChoice(value=code, label=name) for code, name in i18n.NAMES.items()]
    )


class OffForm(OwnPassword, CodeForm):
    """Both, before the second factor is taken away."""
