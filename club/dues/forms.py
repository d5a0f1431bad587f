"""Forms of dues: a bank transfer, the club's keys at the provider."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, PasswordField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from club.core import i18n
from club.core.amounts import parse_amount
from club.core.forms import Filled, Form, no_control_characters, stripped
from club.core.money import Money, in_full
from club.core.refusals import Refusal
from club.core.saying import said
from club.dues.rules import LONGEST_REFERENCE

FIELD_OF = {
    "no_reference": "reference",
    "long_reference": "reference",
    "reference_used": "reference",
    "future_day": "received_on",
    "early_day": "received_on",
}


class TransferForm(Form):
    """Money that came by bank for one invoice."""

    amount = StringField(_("Amount received"), [Filled(_("Type the amount that your bank credited."))])
    reference = StringField(
        _("Bank’s reference"),
        [Filled(_("Type the bank’s reference of the transfer.")), Length(max=LONGEST_REFERENCE)],
        filters=[stripped],
    )
    received_on = DateField(_("Received on"), [InputRequired(_("Give the day on which the money arrived."))])

    def __init__(self, *, currency: str, today: date, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.currency = currency
        self.money: Money | None = None
        if not self.is_submitted() and self.received_on.data is None:
            self.received_on.data = today

    def validate_amount(self, field: StringField) -> None:
        """Understand the amount as it was typed."""
        minor = parse_amount(field.data or "", self.currency)
        if isinstance(minor, Refusal):
            raise ValidationError(said(minor))
        self.money = Money(minor, self.currency)

    def validate_reference(self, field: StringField) -> None:
        """Refuse what no bank prints."""
        no_control_characters(self, field)

    @property
    def echo(self) -> str | None:
        """What the amount was understood as."""
        return in_full(self.amount.data, self.money, i18n.lang()) if self.money else None

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal at the field it speaks of."""
        field = self[FIELD_OF.get(refusal.code, "amount")]
        field.errors = [*field.errors, said(refusal)]


class KeysForm(Form):
    """The club's keys at the payment provider; what was set is never shown again."""

    secret_key = PasswordField(
        _("Secret key"),
        [InputRequired(_("Copy the secret key from the provider’s page.")), Length(max=300)],
        filters=[stripped],
    )
    webhook_secret = PasswordField(
        _("Webhook’s signing secret"),
        [InputRequired(_("Copy the signing secret of the webhook.")), Length(max=300)],
        filters=[stripped],
    )

    def validate_secret_key(self, field: PasswordField) -> None:
        """A publishable key or anything else cannot take money."""
        if not (field.data or "").startswith(("sk_", "rk_")):
            raise ValidationError(_("A secret key begins with sk_ or rk_."))

    def validate_webhook_secret(self, field: PasswordField) -> None:
        """Only this kind of secret checks a signature."""
        if not (field.data or "").startswith("whsec_"):
            raise ValidationError(_("A signing secret begins with whsec_."))
