"""Forms of asking people to sit an exam: in a firm, and by the club in its firms."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from club.core.forms import MayBeLeft, OnceForm, stripped
from club.exams.call_rules import SITTING, Audience
from club.firms.words import ROLES

LONGEST_LIST = 20_000
NONE = SelectChoice("", "–")
ASKED = {
    Audience.PEOPLE: _("People by name"),
    Audience.ROLE: _("Everybody with a role"),
    Audience.DEPARTMENT: _("A department"),
    Audience.STAGE: _("Whoever stands on a stage"),
    Audience.STANDARD: _("Whoever works by a standard"),
    Audience.CLUB_STAGE: _("Whoever stands on a stage of the club’s ladder"),
}


def audience_choices(audiences: Any) -> list[SelectChoice]:
    """Audiences as they are chosen."""
    return [SelectChoice(one.value, ASKED[one]) for one in audiences]


def role_choices() -> list[SelectChoice]:
    """The roles whose people sit exams."""
    return [NONE, *(SelectChoice(role.value, _(ROLES[role])) for role in SITTING)]


class _Aiming(OnceForm):
    """Base: an audience, and what of it is meant."""

    def target(self, audience: Audience) -> str:
        """What was chosen for an audience."""
        return "" if audience is Audience.PEOPLE else str(self[audience.value].data or "")

    def validate(self, extra_validators: Any = None) -> bool:
        """What is chosen has its choice below."""
        is_whole = super().validate(extra_validators)
        audience = next((one for one in Audience if one.value == self.audience.data), Audience.PEOPLE)
        if audience is Audience.PEOPLE or audience.value not in self or self.target(audience):
            return is_whole
        self[audience.value].errors = [_("Choose whom you mean.")]
        return False


class CallForm(_Aiming):
    """Whom a firm asks, and until when."""

    audience = RadioField(_("Who is to sit it"))
    people = SelectMultipleField(_("People"), [Optional()])
    role = SelectField(_("Role"), [MayBeLeft()])
    department = SelectField(_("Department"), [MayBeLeft()])
    stage = SelectField(_("Stage"), [MayBeLeft()])
    standard = SelectField(_("Standard"), [MayBeLeft()])
    due_on = DateField(_("By which day"), [InputRequired(_("Choose the last day."))])


class ClubCallForm(_Aiming):
    """Whom the club asks in which firms, and until when."""

    audience = RadioField(_("Who is to sit it"))
    firms = SelectMultipleField(_("Firms"), [Optional()])
    people = TextAreaField(_("People"), [Optional(), Length(max=LONGEST_LIST)], filters=[stripped])
    role = SelectField(_("Role"), [MayBeLeft()])
    club_stage = SelectField(_("Stage"), [MayBeLeft()])
    due_on = DateField(_("By which day"), [InputRequired(_("Choose the last day."))])

    def lines(self) -> list[str]:
        """The people that were named, each once."""
        return list(dict.fromkeys(line.strip() for line in (self.people.data or "").splitlines() if line.strip()))
