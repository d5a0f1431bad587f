"""Forms of giving back: the firm's consent, and the editor's answer."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from club.core.forms import Filled, Form, OnceForm, no_control_characters, stripped

LONGEST = 1_000


class GiveForm(OnceForm):
    """What goes with a clause; `looked` is the digest of what the page showed as being sent."""

    looked = HiddenField()
    why = TextAreaField(
        _("Why it is better"),
        [Optional(), Length(max=LONGEST), no_control_characters],
        filters=[stripped],
        description=_("For the club’s editor. It is sent as you write it."),
    )
    credit = BooleanField(_("Thank us by name when it is published"), [Optional()])
    consent = BooleanField(
        _("We agree that the club uses this text for all of its firms"),
        [InputRequired(_("Without your agreement nothing is sent."))],
    )


class DeclineForm(Form):
    """Why an offer is not taken."""

    reason = TextAreaField(
        _("Reason"),
        [Filled(_("Say why: the firm reads it.")), Length(max=LONGEST), no_control_characters],
        filters=[stripped],
    )
