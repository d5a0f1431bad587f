"""Forms of the club’s own exams."""

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import Length, Optional, Regexp

from club.core.forms import Filled, OnceForm, no_control_characters, stripped
from club.library.template_forms import LONGEST_TITLE


class NewExamForm(OnceForm):
    """What a new exam of the club is called, in both languages."""

    title_en = StringField(
        _("Title in English"),
        [Filled(_("Write the title in English.")), Length(max=LONGEST_TITLE), no_control_characters],
        filters=[stripped],
    )
    title_zh = StringField(
        _("Title in Chinese"),
        [Filled(_("Write the title in Chinese.")), Length(max=LONGEST_TITLE), no_control_characters],
        filters=[stripped],
    )
    slug = StringField(
        _("Last part of the address"),
        [
            Optional(),
            Length(max=80),
            Regexp(r"^(?!new$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$", message=_("Small letters, digits and hyphens.")),
        ],
        filters=[stripped],
        description=_("Left empty, it follows from the English title. It never changes."),
    )
