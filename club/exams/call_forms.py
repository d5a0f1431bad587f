"""Forms of asking people to sit an exam: in a firm, and by the club in its firms."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from club.core.forms import stripped
from club.firms.audience_forms import AimingForm
from club.people.rules import identifier

LONGEST_LIST = 20_000


class CallForm(AimingForm):
    """Whom a firm asks, and until when."""

    who = SelectField(_("Who is to sit it"), [InputRequired(_("Choose who is to sit it."))])
    people = SelectMultipleField(
        _("People by name"), [Optional()], description=_("Only where you chose “people by name” above.")
    )
    due_on = DateField(_("By which day"), [InputRequired(_("Choose the last day."))])


class ClubCallForm(AimingForm):
    """Whom the club asks in which firms, and until when."""

    who = SelectField(_("Who is to sit it"), [InputRequired(_("Choose who is to sit it."))])
    firms = SelectMultipleField(_("Firms"), [Optional()])
    people = TextAreaField(_("People by name"), [Optional(), Length(max=LONGEST_LIST)], filters=[stripped])
    due_on = DateField(_("By which day"), [InputRequired(_("Choose the last day."))])

    def validate_people(self, _field: TextAreaField) -> None:
        """Addresses and numbers alone: of a name the club could not find out whose it is."""
        wrong = [line for line in self.lines() if identifier(line, in_firm=False) is None]
        if wrong:
            told = gettext(
                "Write the mail address or telephone number by which they sign in, not “%(line)s”.", line=wrong[0][:80]
            )
            raise ValidationError(told)

    def lines(self) -> list[str]:
        """The people that were named, each once."""
        return list(dict.fromkeys(line.strip() for line in (self.people.data or "").splitlines() if line.strip()))
