"""Forms by which people are placed and moved."""

from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField
from wtforms.validators import InputRequired

from club.core.forms import Form, VersionedForm

_DAY = _("Type the day as year, month, day.")


class PlaceForm(Form):
    """Who begins which stage, and when."""

    person = SelectField(_("Person"), [InputRequired(_("Choose a person."))])
    stage = SelectField(_("Stage"), [InputRequired(_("Choose a stage."))])
    started_on = DateField(_("Begins on"), [InputRequired(_DAY)])


class MoveForm(VersionedForm):
    """Which stage begins when."""

    stage = SelectField(_("Stage"), [InputRequired(_("Choose a stage."))])
    started_on = DateField(_("Begins on"), [InputRequired(_DAY)])
