"""Forms of exams; answers are read by `sheets.py`, because each attempt asks something else."""

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.validators import Length, Optional

from club.core.forms import Form, no_control_characters, stripped

LONGEST_REASON = 300


class AllowForm(Form):
    """Who may sit an exam once more, and why."""

    person = SelectField(_("Person"))
    why = StringField(
        _("Why, in a word"), [Optional(), Length(max=LONGEST_REASON), no_control_characters], filters=[stripped]
    )
