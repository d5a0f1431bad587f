"""Forms of a document as a whole."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import DateField, HiddenField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from club.core.file_types import LARGEST_FILE
from club.core.forms import Filled, Form, MayBeLeft, OnceForm, VersionedForm, no_control_characters, stripped
from club.documents.change_rules import ChangeClass
from club.documents.comparing import Part
from club.documents.labels import CLASSES

LONGEST_NOTE, LONGEST_TITLE = 300, 200


class BeginForm(OnceForm):
    """What a text of the firm's own begins with."""

    title = StringField(
        _("Title"),
        [Filled(_("Write the title.")), Length(max=LONGEST_TITLE), no_control_characters],
        filters=[stripped],
    )
    lang = RadioField(
        _("Language of your text"),
        [InputRequired(_("Choose a language."))],
        choices=[SelectChoice("zh", "中文"), SelectChoice("en", "English")],
    )
    department = SelectField(_("Department"), [MayBeLeft()])

    def offer(self, departments: Iterable[Any]) -> None:
        """Whom the text may be for."""
        listed = (SelectChoice(one.ref, one.name) for one in departments)
        self.department.choices = [SelectChoice("", _("whole firm")), *listed]


class WeighingForm(Form):
    """A publication that says how weighty each change is; `seen` is the digest of the draft that was read."""

    seen = HiddenField()

    @classmethod
    def over(cls, parts: Iterable[Part], **given: Any) -> Self:
        """The form with a choice of class for each part that changed, the proposed one chosen."""
        fields = {f"class-{part.name}": _class_of(part) for part in parts}
        made: Any = type(cls.__name__, (cls,), fields)
        form: Self = made(**given)
        return form

    def chosen(self, parts: Iterable[Part]) -> dict[str, ChangeClass]:
        """The class of each item, as the publisher left or changed it: what came with a part has the part's."""
        return {key: ChangeClass(self[f"class-{part.name}"].data) for part in parts for key in part.keys}


class PublishForm(WeighingForm):
    """What is said about a new revision of a firm's document."""

    note = StringField(
        _("What changed"),
        [Optional(), Length(max=LONGEST_NOTE), no_control_characters],
        filters=[stripped],
        description=_("One line for the record; people read it beside the edition."),
    )
    effective_on = DateField(_("Applies from"), [Optional()], description=_("Left empty, it applies from today."))


class FactsForm(VersionedForm):
    """Who keeps a text, where it belongs and when it is looked at again."""

    keeper = SelectField(_("Who keeps it"), [MayBeLeft()])
    department = SelectField(_("Department"), [MayBeLeft()])
    review_on = DateField(_("Look at it again on"), [Optional()])

    def offer(self, people: Iterable[Any], departments: Iterable[Any]) -> None:
        """Whom and what is chosen from."""
        self.keeper.choices = [SelectChoice("", _("Nobody")), *(SelectChoice(one.ref, one.name) for one in people)]
        listed = (SelectChoice(one.ref, one.name) for one in departments)
        self.department.choices = [SelectChoice("", _("whole firm")), *listed]


class PointForm(Form):
    """Which other text a text points at."""

    target = SelectField(_("Text that it refers to"))

    def offer(self, texts: Iterable[tuple[str, str]]) -> None:
        """What is chosen from: the value of each text and its title."""
        self.target.choices = [SelectChoice(value, title) for value, title in texts]


CLAUSES = "_clauses"


class BelongingForm(Form):
    """Which texts belong to a part: one of each kind, or none; and which clauses of the one that stands are meant."""

    kinds: tuple[Any, ...]
    held: Mapping[str, str]

    @classmethod
    def among(
        cls,
        kinds: Iterable[Any],
        offered: Iterable[tuple[str, str, str]],
        held: Mapping[str, str],
        clauses: Mapping[str, tuple[Mapping[str, str], Sequence[str]]],
    ) -> Self:
        """The form over texts and other things given as (kind, value, title); `kinds` have a name and a label.

        `held` is the value that stands so far, by kind, `clauses` what may be meant of that one, as people call it, and
        what is.
        """
        asked, texts = tuple(kinds), list(offered)
        fields: dict[str, Any] = {
            kind.name: SelectField(
                _(kind.label),
                choices=[
                    SelectChoice("", _("none")),
                    *(SelectChoice(value, title) for name, value, title in texts if name == kind.name),
                ],
                default=held.get(kind.name, ""),
            )
            for kind in asked
        }
        for name, (known, named) in clauses.items():
            if known:
                fields[name + CLAUSES] = SelectMultipleField(
                    _("Which parts of it"),
                    choices=[SelectChoice(key, called) for key, called in known.items()],
                    default=[key for key in named if key in known],
                    description=_("None ticked: the whole text."),
                )
        made: type[Self] = type(cls.__name__, (cls,), {**fields, "kinds": asked, "held": held})
        return made()

    def chosen(self) -> dict[str, str]:
        """The value chosen of each kind; an empty one for none."""
        return {kind.name: self[kind.name].data or "" for kind in self.kinds}

    def named(self) -> dict[str, list[str]]:
        """By kind the clauses that are meant; of a text that was only now chosen it is the whole."""
        stands = {kind for kind, value in self.chosen().items() if value and value == self.held.get(kind)}
        return {kind: self[kind + CLAUSES].data or [] for kind in stands if kind + CLAUSES in self}


def _class_of(part: Part) -> SelectField:
    choices = [SelectChoice(each.value, _(CLASSES[each])) for each in ChangeClass]
    return SelectField(part.place, choices=choices, default=part.change_class or ChangeClass.MINOR)


class PictureForm(OnceForm):
    """A picture that goes to a part of a text."""

    file = FileField(_("Picture"), description=_("A photo or a screenshot: JPEG, PNG, WebP or HEIC, 20 MB at most."))

    def validate_file(self, field: FileField) -> None:
        """A file was chosen."""
        if not field.data or not field.data.filename:
            raise ValidationError(_("Choose the picture first."))

    @property
    def content(self) -> bytes:
        """The bytes of the file, as far as they are looked at."""
        self.file.data.stream.seek(0)
        return bytes(self.file.data.stream.read(LARGEST_FILE + 1))
