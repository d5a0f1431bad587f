"""The forms of a kit: a text is put in, or said otherwise about."""

from collections.abc import Iterable

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from club.core.forms import Filled, Form, MayBeLeft, OnceForm, no_control_characters, stripped
from club.library.kit_rules import LONGEST_WHY
from club.talks.outline_rules import Heading


class PieceForm(Form):
    """Where the talk speaks of a text, and why it carries it."""

    why = StringField(
        _("Why it is in the kit"),
        [Filled(_("Say in a line what readers do with it.")), Length(max=LONGEST_WHY), no_control_characters],
        filters=[stripped],
        description=_("One line in the language of the talk. Readers see it beside the text."),
    )
    passage = SelectField(
        _("Passage"),
        [MayBeLeft()],
        description=_("It is offered where this passage ends; a text for the whole talk, below the transcript."),
    )

    def offer(self, headings: Iterable[Heading]) -> None:
        """Offer the headings of the talk as it is now; a heading that is gone means the whole talk."""
        self.passage.choices = [
            SelectChoice("", gettext("The whole talk")),
            *(SelectChoice(one.anchor, f"{'– ' * one.depth}{one.words}") for one in headings),
        ]


class NewPieceForm(OnceForm, PieceForm):
    """A text that is put into the kit."""

    template = SelectField(
        _("Text of the library"), [InputRequired(_("Choose a text."))], choices=[SelectChoice("", "")]
    )
