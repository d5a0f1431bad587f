"""Forms of the panel and of the list of what it lacks."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length, Optional

from club.answers.gap_rules import LONGEST_SENT, LONGEST_WORDS
from club.core.forms import Filled, Form, OnceForm, no_control_characters, stripped


class MissingForm(OnceForm):
    """What a buyer asked and no answer was found for."""

    words = TextAreaField(
        _("What the buyer asked"),
        [Filled(_("Write what the buyer asked.")), Length(max=LONGEST_WORDS), no_control_characters],
        filters=[stripped],
        description=_("In the buyer’s words, without names, numbers and addresses."),
    )


class SentForm(Form):
    """Which answer was changed before it was sent, and into what."""

    item = HiddenField()
    sent = TextAreaField(
        _("What the buyer got"), [Optional(), Length(max=LONGEST_SENT), no_control_characters], filters=[stripped]
    )


class DeclineForm(Form):
    """Why no answer is written."""

    why = TextAreaField(
        _("Why not"),
        [Filled(_("Write the reason; whoever asked is told.")), Length(max=LONGEST_SENT), no_control_characters],
        filters=[stripped],
    )
