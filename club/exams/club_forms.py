"""Forms of the club’s own exams."""

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import Length

from club.core.forms import Filled, Form, no_control_characters, stripped

MOST_WORDS = 2_000


class GiveBackForm(Form):
    """What an editor asks to be changed in an exam before it is published."""

    remark = TextAreaField(
        _("What is to be changed"),
        [Filled(_("Say what is to be changed.")), Length(max=MOST_WORDS), no_control_characters],
        filters=[stripped],
    )
