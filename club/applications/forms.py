"""The forms of whoever applies: the fourteen fields, the answer, the names, the lost link."""

from datetime import date
from functools import lru_cache

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from club.applications.contact_fields import Particulars
from club.applications.fields import (
    PROSE_LENGTH,
    AmountField,
    ContactField,
    CreditCodeField,
    PeriodField,
    files,
    must,
    text,
)
from club.applications.labels import BASES, OWN_ROLES, said_period
from club.applications.models import OwnRole, Period
from club.applications.period_rules import offered_periods
from club.applications.recusal_rules import LONGEST_NAME, MOST_NAMES, names_in
from club.applications.rules import Answers, Gate
from club.clubs.models import Basis
from club.core import i18n
from club.core.forms import Filled, Form, OnceForm, stripped
from club.core.money import MINOR_DIGITS
from club.core.questions import ask, is_answered
from club.firms.words import PLATFORMS

RUNS_SHOPS = "own_shops"
SERVES_SHOPS = "services"


class OpenForm(Form):
    """A form of somebody without an account: a page that stood open for long loses nothing, it is shown again."""

    rides_along = frozenset({"kept"})

    def is_in_order(self) -> bool:
        """Whether the form is valid; a stale token becomes a sentence above the form."""
        is_valid = bool(self.validate())
        if self.csrf_token.errors:
            self.csrf_token.errors = []
            self.form_errors.append(
                _("This page stood open for long. Nothing is lost: look it over and send it again.")
            )
        return is_valid


class ApplyForm(OpenForm, OnceForm):
    """What a firm answers to apply."""

    legal_name = StringField(
        _("Legal name of the firm"),
        text(Filled(_("Type the firm’s name."))),
        filters=[stripped],
        description=_("As on the business licence"),
    )
    credit_code = CreditCodeField(
        _("Unified social credit code"),
        filters=[stripped],
        description=_("18 digits and capital letters, at the top of the business licence"),
    )
    platforms = SelectMultipleField(
        _("Where do you run shops?"),
        [must(_("Tick at least one platform."))],
        choices=[],
        description=_("Tick all that apply"),
    )
    categories = StringField(_("What do you sell?"), text(Filled(_("Name the main categories."))), filters=[stripped])
    city = StringField(_("City"), text(Filled(_("Type the city of the firm’s seat."))), filters=[stripped])
    turnover = AmountField(
        _("Turnover of a year"),
        filters=[stripped],
        description=_("Write it as you like: 70,000,000, 7000万 or 70 million. For several companies, the sum."),
    )
    currency = SelectField(_("Currency"))
    period = PeriodField(_("Of which twelve months?"))
    basis = SelectField(_("Counted how?"))
    evidence = files(
        _("Evidence of the turnover"),
        _(
            "Photos or PDF of bank, platform or tax statements, up to 20 MB each. "
            "You may also leave this empty and show them in a call."
        ),
    )
    business = RadioField(_("What does the firm do?"), [must(_("Choose one."))], choices=[])
    own_role = SelectField(_("Your own role in the firm"))
    contact = ContactField(
        _("Your mail address or mobile number"),
        text(longest=100),
        filters=[stripped],
        description=_("Only the club sees it, and answers you there."),
    )
    consent = BooleanField(
        _("I have read the notice and agree"), [must(_("Without your consent we may keep nothing."))]
    )
    notice = HiddenField()

    def offer(self, gate: Gate, *, today: date, notice: int) -> None:
        """Fill in the choices, and the version of the notice that the page shows."""
        self.platforms.choices = _PLATFORMS
        self.currency.choices = _own_first(gate.least.currency)
        self.period.choices = _periods(tuple(gate.periods), today)
        self.basis.choices = _BASES
        self.own_role.choices = _OWN_ROLES
        self.business.choices = _BUSINESS
        self.is_consent_stale = self.notice.data not in {None, "", str(notice)}
        if self.is_consent_stale:
            self.consent.data = False
        self.notice.data = str(notice)

    is_consent_stale = False

    def validate_consent(self, _field: BooleanField) -> None:
        """A notice that changed while the page stood open has to be agreed to anew."""
        if self.is_consent_stale:
            raise ValidationError(_("The notice has changed since you opened the page. Please read and tick it again."))

    def answers(self) -> Answers:
        """What the gate judges; only of a form that is valid."""
        assert self.turnover.money is not None  # noqa: S101
        assert self.period.months is not None  # noqa: S101
        return Answers(
            turnover=self.turnover.money,
            period=self.period.months,
            basis=Basis(self.basis.data),
            own_role=OwnRole(self.own_role.data),
            runs_own_shops=self.business.data == RUNS_SHOPS,
        )

    def particulars(self) -> Particulars:
        """Who applies; only of a form that is valid."""
        return Particulars(
            legal_name=self.legal_name.data or "",
            credit_code=self.credit_code.code,
            platforms=tuple(self.platforms.data or ()),
            categories=self.categories.data or "",
            city=self.city.data or "",
            contact=self.contact.contact,
        )


# Made once: their labels are looked up in the reader's language when the page is written.
_PLATFORMS = [SelectChoice(value, _(label)) for value, label in PLATFORMS.items()]
_BASES = [SelectChoice(basis.value, _(label)) for basis, label in BASES.items()]
_OWN_ROLES = [SelectChoice(role.value, _(label)) for role, label in OWN_ROLES.items()]
_BUSINESS = [
    SelectChoice(RUNS_SHOPS, _("We run shops of our own")),
    SelectChoice(SERVES_SHOPS, _("We sell services to shops (third-party provider)")),
]


@lru_cache(len(MINOR_DIGITS))
def _own_first(currency: str) -> list[SelectChoice]:
    return [
        SelectChoice(code, LazyString(i18n.currency, code))
        for code in (currency, *(code for code in MINOR_DIGITS if code != currency))
    ]


@lru_cache(16)
def _periods(kinds: tuple[Period, ...], today: date) -> list[SelectChoice]:
    return [SelectChoice(str(one), LazyString(said_period, one)) for one in offered_periods(kinds, today=today)]


class QuestionForm(Form):
    """A question to whoever sends from where very many applications came."""

    answer = StringField(
        "",
        description=_(
            "Very many applications have come from your network in the last hour. Answer in digits, and yours is sent."
        ),
    )
    question = HiddenField()

    def is_answered(self) -> bool:
        """Whether the question that was sent back was answered."""
        return is_answered("apply", self.question.data or "", self.answer.data or "")

    def anew(self) -> "QuestionForm":
        """With another question, and a word on why."""
        late = _("That was not the answer, or it came too late. Here is another question.")
        self.answer.errors = [late if self.question.data else _("Not sent yet: please answer this question first.")]
        self.answer.data = ""
        self.answer.label.text, self.question.data = ask("apply")
        return self


class AnswerForm(OpenForm, OnceForm):
    """An applicant’s answer to the club’s question."""

    answer = TextAreaField(
        _("Your answer"), text(Filled(_("Write your answer.")), longest=PROSE_LENGTH), filters=[stripped]
    )
    evidence = files(_("More evidence"), _("Photos or PDF, up to 20 MB each"))


class NamingForm(OpenForm):
    """Who must be kept away from an application, one name a line."""

    names = TextAreaField(
        _("Firms or people to be kept away"),
        text(Optional(), longest=MOST_NAMES * LONGEST_NAME),
        filters=[stripped],
        description=_("One a line, as you know them. Whoever belongs to a firm that you name sees nothing of it."),
    )

    def validate_names(self, field: TextAreaField) -> None:
        """Few enough to be read, short enough to be names."""
        named = names_in(field.data or "")
        if len(named) > MOST_NAMES:
            raise ValidationError(_("Please give at most %(most)s names.", most=MOST_NAMES))
        if any(len(one) > LONGEST_NAME for one in named):
            raise ValidationError(_("Please give each name a line of its own, without explanations."))


class FindForm(Form):
    """Where an applicant can be reached who lost the link."""

    contact = ContactField(_("The mail address or number you applied with"), text(longest=100), filters=[stripped])
