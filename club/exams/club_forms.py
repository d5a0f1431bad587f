"""Forms of the club’s own exams."""

from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField
from wtforms.validators import Length, Optional, Regexp

from club.core.forms import Filled, Form, OnceForm, no_control_characters, stripped
from club.library.template_forms import LONGEST_TITLE

MOST_WORDS = 2_000


class GiveBackForm(Form):
    """What an editor asks to be changed in an exam before it is published."""

    remark = TextAreaField(
        _("What is to be changed"),
        [Filled(_("Say what is to be changed.")), Length(max=MOST_WORDS), no_control_characters],
        filters=[stripped],
    )


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
