"""What an editor writes to whoever handed something in."""

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import Length

from club.core.forms import Filled, Form, no_control_characters, stripped
from club.talks.release_rules import LONGEST_WORDS


class GiveBackForm(Form):
    """What is to be changed in a talk, an article, a course or an exam before it is published."""

    remark = TextAreaField(
        _("What is to be changed"),
        [Filled(_("Say what is to be changed.")), Length(max=LONGEST_WORDS), no_control_characters],
        filters=[stripped],
    )
