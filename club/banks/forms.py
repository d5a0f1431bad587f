"""The form of a banked question, and of a file with many."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional, ValidationError

from club.banks.queries import Bank
from club.banks.rules import are_tags, problems_of, tags_of
from club.banks.standards import Standard, parts_of, standards
from club.copies.forms import FileForm
from club.core.forms import MayBeLeft, OnceForm, stripped
from club.core.i18n import lang
from club.core.saying import said
from club.documents.codec import from_json
from club.documents.itemform import Group, ItemEditor, ItemForm
from club.documents.kinds.exam import KIND
from club.documents.kinds.exam.body import Exam, Question

NOWHERE = Exam(title="", sections=())
LONGEST_TYPED = 500
CLAUSES = "clauses"


class TagsForm(OnceForm):
    """What is asked beside the question itself; `version` is what it was opened on, `shown` whose parts it offers."""

    tags = StringField(
        _("Tags"),
        [Optional(), Length(max=LONGEST_TYPED)],
        filters=[stripped],
        description=_("Between commas, 10 at most. Exams draw questions by a tag."),
    )
    standard = SelectField(
        _("Asks about a standard"),
        [MayBeLeft()],
        description=_("Whoever has to catch up with a change of that standard is asked this in the exam about it."),
    )
    version = HiddenField()
    shown = HiddenField()

    def validate_tags(self, field: StringField) -> None:
        """Few and short ones."""
        if not are_tags(tags_of(field.data or "")):
            raise ValidationError(_("These are too many tags, or one is too long."))


class QuestionForm:
    """The form of a question of a bank and its tags: one form on the page, in two parts in here.

    `is_asked` says that what was sent, if anything, is this form and not another one of its page.
    """

    def __init__(
        self, bank: Bank, row: Any = None, *, tag: str = "", standard: str = "", is_asked: bool = True
    ) -> None:
        is_sent = is_asked and request.method == "POST"
        self._standards = [
            one for one in standards(bank.shelf) if not one.is_gone or (row and one.id == row.standard_id)
        ]
        held = next((one.code for one in self._standards if row and one.id == row.standard_id), standard)
        beside = {"tags": ", ".join(row.tags) if row else tag, "standard": held, "shown": held}
        unsent = {} if is_asked else {"formdata": None}
        self.tags = TagsForm(data={**beside, "version": str(row.version if row else 0)}, **unsent)
        self.tags.standard.choices = [
            SelectChoice("", str(_("No standard"))),
            *(SelectChoice(one.code, one.title) for one in self._standards),
        ]
        pointed = parts_of(bank.shelf, self.standard.code if self.standard else "", lang())
        self.editor = ItemEditor(KIND, NOWHERE, Question, is_bilingual=bank.is_bilingual, pointed=pointed)
        self.item: ItemForm = self.editor.form(row.body if row else {}, request.form if is_sent else None)
        self.tags.rides_along = frozenset(field.name for field in self.item)
        self.is_about_another = self.tags.standard.data != (self.tags.shown.data or "")
        if self.is_about_another and CLAUSES in self.item:
            self.item[CLAUSES].data = []  # what was ticked belongs to the text that was chosen before
        self.tags.shown.data = self.tags.standard.data

    @property
    def standard(self) -> Standard | None:
        """The text that is asked about."""
        return next((one for one in self._standards if one.code == self.tags.standard.data), None)

    @property
    def groups(self) -> list[Group]:
        return [one for one in self.editor.groups(self.item) if not _is_about(one)]

    @property
    def parts(self) -> list[Group]:
        """The parts of that text, to be ticked."""
        return [one for one in self.editor.groups(self.item) if _is_about(one)]

    @property
    def listed(self) -> tuple[str, ...]:
        return tags_of(self.tags.tags.data or "")

    @property
    def seen(self) -> int:
        """The version on which the page was opened; none of ours where it says nothing readable."""
        typed = str(self.tags.version.data or "")
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < LONGEST_TYPED // 100 + 5 else 0

    def question(self) -> Question | None:
        """The question as typed; nothing where something must be put right, which the form then says."""
        are_valid = [self.item.validate(), self.tags.validate()]
        self.item.form_errors += [*self.tags.tags.errors, *self.tags.standard.errors]
        typed = self.editor.gathered(self.item) if all(are_valid) else None
        if typed is None:
            return None
        whole = {name: held for name, held in typed.items() if held is not None}
        question: Question = from_json(Question, {"key": "new", **whole})
        found = [said(one.message, one.values) for one in problems_of(question)]
        self.item.form_errors += found
        return question if not found else None


def _is_about(group: Group) -> bool:
    return any(one.name == CLAUSES for one in group.fields)


class QuestionsForm(FileForm):
    """A file of questions."""

    file = FileField(_("File"), description=_("XLSX or CSV, a question a row, 10 MB at most."))
