"""The form by which a firm adopts a text."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from club.core.forms import OnceForm

WHOLE_FIRM = "firm"


class AdoptForm(OnceForm):
    """In which language, and for which departments: each gets a text of its own."""

    lang = RadioField(
        _("Language of your text"),
        [InputRequired(_("Choose a language."))],
        choices=[SelectChoice("zh", "中文"), SelectChoice("en", "English")],
    )
    departments = SelectMultipleField(
        _("For whom"),
        [InputRequired(_("Choose the whole firm or at least one department."))],
        description=_("Each department that you choose gets a draft of its own."),
    )
    again = BooleanField(_("Adopt it once more, beside the text that is there"), [Optional()])
