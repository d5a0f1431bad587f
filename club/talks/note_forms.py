"""The form by which a member writes to a speaker."""

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import Length

from club.core.forms import Filled, OnceForm, no_control_characters, stripped
from club.talks.note_rules import LONGEST_NOTE


class NoteForm(OnceForm):
    """A note about a talk."""

    text = TextAreaField(
        _("Your note"), [Filled(), Length(max=LONGEST_NOTE), no_control_characters], filters=[stripped]
    )
