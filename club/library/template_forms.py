"""Forms of the club's editors: a new template, its shelf, a publication."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, Regexp

from club.core.forms import Filled, Form, OnceForm, no_control_characters, stripped
from club.documents.forms import LONGEST_NOTE, WeighingForm
from club.firms.words import DEPARTMENTS

LONGEST_TITLE = 200
_LINE = [no_control_characters]


def department_choices() -> list[Any]:
    """Every kind of department, in the reader's language."""
    return [SelectChoice(name, _(word)) for name, word in DEPARTMENTS.items()]


class ShelfForm(Form):
    """Which departments a template is for."""

    departments = SelectMultipleField(
        _("Departments"),
        [Optional()],
        description=_("Firms with such a department see it first. None: for the whole firm."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.departments.choices = department_choices()


class NewTextForm(OnceForm):
    """What a new text of the club is called, in both languages, and where it stands."""

    title_en = StringField(
        _("Title in English"),
        [Filled(_("Write the title in English.")), Length(max=LONGEST_TITLE), *_LINE],
        filters=[stripped],
    )
    title_zh = StringField(
        _("Title in Chinese"),
        [Filled(_("Write the title in Chinese.")), Length(max=LONGEST_TITLE), *_LINE],
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


class NewTemplateForm(NewTextForm, ShelfForm):
    """A new template: of a kind, or a copy of one that is there."""

    begin = SelectField(_("Begin with"), [InputRequired(_("Choose what it begins with."))])


class PublishTemplateForm(WeighingForm):
    """What is said about a new revision of a template."""

    note = StringField(
        _("What changed"),
        [Optional(), Length(max=LONGEST_NOTE), no_control_characters],
        filters=[stripped],
        description=_("One line; firms that adopted the text read it in the message."),
    )
