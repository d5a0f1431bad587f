"""Forms by which a club is set."""

from typing import Any, cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from club.clubs.gate_words import BASES
from club.clubs.models import Basis
from club.clubs.rules import ACCENTS, SLUG, is_leap, is_zone, quorum_fault
from club.clubs.staff_notice import missing_places
from club.clubs.words import STATES
from club.core.amounts import parse_amount
from club.core.forms import Filled, MayBeLeft, VersionedForm, WholeNumberField, no_control_characters, stripped
from club.core.i18n import NAMES, money
from club.core.markdown import too_much
from club.core.money import MINOR_DIGITS, Money
from club.core.refusals import Refusal
from club.core.saying import said


def line(label: Any, *, most: int = 300, required: bool = False) -> StringField:
    """One line of text."""
    first = Filled() if required else Optional()
    return StringField(label, [first, Length(max=most), no_control_characters], filters=[stripped])


def prose(label: Any, *, most: int = 2000) -> TextAreaField:
    """Several lines of text."""
    return TextAreaField(label, [Optional(), Length(max=most), no_control_characters], filters=[stripped])


def currency() -> SelectField:
    """A currency that is understood."""
    return SelectField(_("Currency"), choices=[SelectChoice(code, code) for code in MINOR_DIGITS])


def amount_in(field: StringField, code: str) -> int:
    """The minor units that were typed; a message where they cannot be read."""
    amount = parse_amount(field.data or "", code)
    if isinstance(amount, Refusal):
        raise ValidationError(said(amount))
    return amount


class SettingForm(VersionedForm):
    """One group of a club's settings; its fields are named as the columns."""

    def settings(self) -> dict[str, Any]:
        """What was typed, as the row keeps it; an empty optional field is an empty text."""
        names = self.data.keys() - {"version", "csrf_token"}
        return {name: self.data[name] if self.data[name] is not None else "" for name in names}


class GateForm(SettingForm):
    """Who may apply. A gate that leaps is saved once its form comes back with what the page told of it."""

    told = HiddenField()
    gate = line(_("Lowest turnover of a year"), most=60, required=True)
    gate_currency = currency()
    gate_basis = SelectField(
        _("Counted as"), choices=[SelectChoice(basis.value, _(label)) for basis, label in BASES.items()]
    )
    refused_kept_days = WholeNumberField(
        _("Days for which a refused credit code is remembered"), [InputRequired(), NumberRange(1, 3650)]
    )

    def validate_gate(self, field: StringField) -> None:
        """An amount, as people write it, and meant where it is far from the one that holds."""
        self.minor = amount_in(field, self.gate_currency.data or "CNY")
        before, after = self._held(), Money(self.minor, self.gate_currency.data)
        if not is_leap(before, after) or self.told.data == str(after):
            return
        self.told.data = str(after)
        raise ValidationError(
            gettext(
                "That takes the gate from %(before)s to %(after)s. If you mean it, save once more.",
                before=money(before),
                after=money(after),
            )
        )

    def _held(self) -> Money:
        """The gate that holds while the form is filled in."""
        code = self.gate_currency.object_data
        return Money(cast("int", parse_amount(self.gate.object_data, code)), code)

    def settings(self) -> dict[str, Any]:
        """The amount as minor units."""
        typed = super().settings()
        del typed["gate"], typed["told"]
        return {**typed, "gate_minor": self.minor, "gate_basis": Basis(self.gate_basis.data)}


class BoardForm(SettingForm):
    """How the board decides."""

    board_size = WholeNumberField(_("Members of the board who are asked"), [InputRequired()])
    board_yes = WholeNumberField(_("Votes of yes that admit a firm"), [InputRequired()])

    def validate_board_yes(self, field: WholeNumberField) -> None:
        """More than half, so that the board cannot say yes and no at once."""
        if field.data is None or self.board_size.data is None:
            return
        if (fault := quorum_fault(field.data, self.board_size.data)) is not None:
            raise ValidationError(said(fault))


class SiteForm(SettingForm):
    """What visitors read."""

    name_en = line(_("Name in English"), most=80, required=True)
    name_zh = line(_("Name in Chinese"), most=80, required=True)
    opening_en = line(_("Opening sentence in English"), most=160)
    opening_zh = line(_("Opening sentence in Chinese"), most=160)
    about_en = prose(_("About the club, in English"), most=600)
    about_zh = prose(_("About the club, in Chinese"), most=600)
    place_en = line(_("Place in English"), most=120)
    place_zh = line(_("Place in Chinese"), most=120)
    telephone = line(_("Telephone"), most=40)
    chat_address = line(_("Address that opens a chat with the club"))
    hours_en = line(_("Hours in English"), most=120)
    hours_zh = line(_("Hours in Chinese"), most=120)
    lang = SelectField(_("First language"), choices=[SelectChoice(code, name) for code, name in NAMES.items()])
    zone = line(_("Time zone"), most=60, required=True)
    accent = SelectField(
        _("Colour of the club’s mark"), choices=[SelectChoice(name, _(STATES[name])) for name in ACCENTS]
    )

    def validate_zone(self, field: StringField) -> None:
        """A name of the time zone database."""
        if not is_zone(field.data or ""):
            raise ValidationError(gettext("Write a time zone such as Asia/Shanghai."))

    def validate_chat_address(self, field: StringField) -> None:
        """Something that a phone opens."""
        if field.data and not field.data.startswith(("https://", "weixin://")):
            raise ValidationError(gettext("The address begins with https://."))


class TalksForm(SettingForm):
    """Who looks at a text before it is out, and what speakers agree to."""

    talks_reviewed = BooleanField(_("An editor publishes; other writers hand in"))
    talks_released = BooleanField(_("No talk comes out before its speaker has released it"))
    release_en = prose(_("Release agreement in English"), most=6000)
    release_zh = prose(_("Release agreement in Chinese"), most=6000)

    def validate_talks_released(self, field: BooleanField) -> None:
        """Nobody can agree to nothing."""
        if field.data and not (self.release_en.data or self.release_zh.data):
            raise ValidationError(gettext("Write the release agreement that speakers agree to."))


class DuesForm(SettingForm):
    """How dues are paid."""

    dues_days = WholeNumberField(_("Days until an invoice is due"), [InputRequired(), NumberRange(1, 365)])
    bank_details = prose(_("Bank details, as they stand on the invoice"), most=1000)


class PlanForm(VersionedForm):
    """What a year costs; saving makes a new plan."""

    name_en = line(_("Name in English"), most=80, required=True)
    name_zh = line(_("Name in Chinese"), most=80, required=True)
    price = line(_("Price"), most=60, required=True)
    currency = currency()
    months = WholeNumberField(_("Months"), [InputRequired(), NumberRange(1, 60)])
    seats = WholeNumberField(_("People of the firm who may sign in"), [InputRequired(), NumberRange(1, 10_000)])

    def validate_price(self, field: StringField) -> None:
        """An amount, as people write it."""
        self.minor = amount_in(field, self.currency.data or "CNY")


class NoticeForm(VersionedForm):
    """The next version of a privacy notice."""

    body_en = TextAreaField(_("Text in English"), [Filled(), no_control_characters], filters=[stripped])
    body_zh = TextAreaField(_("Text in Chinese"), [Filled(), no_control_characters], filters=[stripped])

    def validate_body_en(self, field: TextAreaField) -> None:
        """Not more than can be shown."""
        if (refusal := too_much(field.data or "")) is not None:
            raise ValidationError(said(refusal))

    validate_body_zh = validate_body_en


class StaffNoticeForm(NoticeForm):
    """The next version of the notice for staff, whose contact and term each firm fills in."""

    def validate_body_en(self, field: TextAreaField) -> None:
        """Neither place is missing."""
        super().validate_body_en(field)
        if missing := missing_places(field.data or ""):
            places = " ".join(missing)
            raise ValidationError(_("Write %(places)s where each firm’s own contact or term belongs.", places=places))

    validate_body_zh = validate_body_en


class SectionForm(VersionedForm):
    """A section of the site."""

    name_en = line(_("Name in English"), most=60)
    name_zh = line(_("Name in Chinese"), most=60)
    slug = line(_("Address"), most=30, required=True)
    parent = SelectField(_("Lies below"), [MayBeLeft()])
    position = WholeNumberField(_("Place in the order"), [Optional(), NumberRange(0, 999)], default=0)

    def validate(self, extra_validators: Any = None) -> bool:
        """Named in one language at least, which the other one then shows as well."""
        is_whole = super().validate(extra_validators)
        if not self.name_en.data and not self.name_zh.data:
            self.name_en.errors = [gettext("Write the name in one language at least.")]
            return False
        return is_whole

    def validate_slug(self, field: StringField) -> None:
        """An address is made of small letters, digits and hyphens."""
        if not SLUG.fullmatch(field.data or ""):
            raise ValidationError(gettext("Use small Latin letters, digits and hyphens."))


class RemoveSectionForm(VersionedForm):
    """Where the texts of a section go that is removed; the version counts what the page said."""

    to = SelectField(_("Where do its texts go?"), default="")
