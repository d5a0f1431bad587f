"""Forms of a document as a whole."""

from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField, StringField
from wtforms.validators import Length, Optional

from club.core.forms import Form, no_control_characters, stripped

LONGEST_NOTE = 300


class PublishForm(Form):
    """What is said about a new revision; `seen` is the digest of the draft that was read."""

    seen = HiddenField()
    note = StringField(
        _("What changed"),
        [Optional(), Length(max=LONGEST_NOTE), no_control_characters],
        filters=[stripped],
        description=_("One line for the record; people read it beside the number."),
    )
    effective_on = DateField(_("Applies from"), [Optional()], description=_("Left empty, it applies from today."))
