"""The form by which a club is founded."""

from flask import current_app
from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from club.clubs.forms import amount_in, currency, line
from club.clubs.queries import SLUGS
from club.clubs.rules import slug_fault
from club.core.db import read
from club.core.forms import Form
from club.core.i18n import NAMES
from club.core.saying import said
from club.people.rules import mail_address


class ClubForm(Form):
    """A new club and its first administrator."""

    slug = line(_("Web address"), most=30, required=True)
    name_en = line(_("Name in English"), most=80, required=True)
    name_zh = line(_("Name in Chinese"), most=80, required=True)
    lang = SelectField(_("First language"), choices=[SelectChoice(code, name) for code, name in NAMES.items()])
    gate = line(_("Lowest turnover of a year"), most=60, required=True)
    gate_currency = currency()
    administrator = line(_("Name of the first administrator"), most=80, required=True)
    email = line(_("Mail address"), most=254)
    minor: int | None = None

    def validate_slug(self, field: StringField) -> None:
        """Neither a page of ours nor another club."""
        reserved = current_app.extensions["reserved"]
        fault = slug_fault(field.data or "", reserved=reserved, taken=read(SLUGS).scalars().all())
        if fault is not None:
            raise ValidationError(said(fault))

    def validate_gate(self, field: StringField) -> None:
        """An amount, as people write it."""
        self.minor = amount_in(field, self.gate_currency.data or "CNY")

    def validate_email(self, field: StringField) -> None:
        """Somebody can be written to there."""
        if field.data and mail_address(field.data) is None:
            raise ValidationError(_("This is no mail address. An example: lin@firm.example"))
