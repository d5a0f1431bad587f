"""The form by which a firm adopts a text."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from club.core.forms import OnceForm


class AdoptForm(OnceForm):
    """In which language, and for which department."""

    lang = RadioField(
        _("Language of your text"),
        [InputRequired(_("Choose a language."))],
        choices=[SelectChoice("zh", "中文"), SelectChoice("en", "English")],
    )
    department = SelectField(_("Department"), [Optional()])
