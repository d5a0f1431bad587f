"""Form fields that read what applicants type, and say what they could not read."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import MultipleFileField, SelectField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from club.applications.contact_fields import Contact, parse_contact
from club.applications.period_rules import TwelveMonths, parse_period
from club.core import i18n
from club.core.amounts import parse_amount
from club.core.credit_code import looks_like_id_card, parse_credit_code
from club.core.file_types import LARGEST_FILE, LARGEST_REQUEST
from club.core.forms import no_control_characters
from club.core.money import Money, in_full
from club.core.refusals import Refusal
from club.core.saying import said

NAME_LENGTH = 200
PROSE_LENGTH = 4000


def text(*more: Any, longest: int = NAME_LENGTH) -> list[Any]:
    """The validators of a line or of prose."""
    too_long = lazy_gettext("Please keep it under %(max)d characters.")
    return [*more, Length(max=longest, message=too_long), no_control_characters, no_id_card]


def must(message: str) -> InputRequired:
    """The validator of what has to be given."""
    return InputRequired(message=message)


def no_id_card(_form: Any, field: Any) -> None:
    """Refuse a person’s ID-card number wherever it is typed."""
    if looks_like_id_card(field.data or ""):
        raise ValidationError(_("This looks like a person’s ID-card number. We never ask for one; please take it out."))


def files(label: Any, description: Any) -> MultipleFileField:
    """Photos and PDF; the page says at once which of them is too large."""
    told = {
        "accept": "image/*,application/pdf,.heic",
        "data-most": LARGEST_FILE,
        "data-large": lazy_gettext("Larger than 20 MB, so it can’t be sent:"),
        "data-together": LARGEST_REQUEST,
        "data-heavy": lazy_gettext("Together these are larger than 120 MB. Send fewer at a time."),
    }
    return MultipleFileField(label, description=description, render_kw=told)


class CreditCodeField(StringField):
    """A unified social credit code; `code` is what was understood."""

    code: str = ""

    def post_validate(self, form: Any, validation_stopped: bool) -> None:  # noqa: ARG002
        read = parse_credit_code(self.data or "")
        if isinstance(read, Refusal):
            raise ValidationError(said(read))
        self.code = read


class ContactField(StringField):
    """A mail address or a telephone number; `contact` is what was understood."""

    contact: Contact = Contact()

    def post_validate(self, form: Any, validation_stopped: bool) -> None:  # noqa: ARG002
        read = parse_contact(self.data or "")
        if isinstance(read, Refusal):
            raise ValidationError(said(read))
        self.contact = read


class AmountField(StringField):
    """An amount in the currency that the form’s field `currency` names; `money` is what was understood."""

    money: Money | None = None

    def post_validate(self, form: Any, validation_stopped: bool) -> None:  # noqa: ARG002
        currency = form.currency.data or ""
        read = parse_amount(self.data or "", currency)
        if isinstance(read, Refusal):
            raise ValidationError(said(read))
        self.money = Money(read, currency)

    @property
    def echo(self) -> str:
        """What was typed beside what it was understood as."""
        return in_full(self.data or "", self.money, i18n.lang()) if self.money else ""


class PeriodField(SelectField):
    """Twelve months out of a list; a value beside the list is read too, so that it gets its own message."""

    months: TwelveMonths | None = None

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002
        read = parse_period(self.data or "")
        if isinstance(read, Refusal):
            raise ValidationError(said(read))
        self.months = read
