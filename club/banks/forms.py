"""The form of a banked question, and of a file with many."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import HiddenField, StringField
from wtforms.validators import Length, Optional, ValidationError

from club.banks.rules import are_tags, problems_of, tags_of
from club.copies.forms import FileForm
from club.core.forms import Form, stripped
from club.core.saying import said
from club.documents.codec import from_json
from club.documents.itemform import Group, ItemEditor, ItemForm
from club.documents.kinds.exam import KIND
from club.documents.kinds.exam.body import Exam, Question

NOWHERE = Exam(title="", sections=())
LONGEST_TYPED = 500
UNASKED = frozenset({"clauses", "pictures"})
"""A bank belongs to no standard, and keeps no pictures."""


class TagsForm(Form):
    """What is asked beside the question itself; `version` is what it was opened on."""

    tags = StringField(
        _("Tags"),
        [Optional(), Length(max=LONGEST_TYPED)],
        filters=[stripped],
        description=_("Between commas, 10 at most. Exams draw questions by a tag."),
    )
    version = HiddenField()

    def validate_tags(self, field: StringField) -> None:
        """Few and short ones."""
        if not are_tags(tags_of(field.data or "")):
            raise ValidationError(_("These are too many tags, or one is too long."))


class QuestionForm:
    """The form of a question of a bank and its tags: one form on the page, in two parts in here."""

    def __init__(self, fields: Mapping[str, Any], tags: str, version: int, *, is_bilingual: bool) -> None:
        self.editor = ItemEditor(KIND, NOWHERE, Question, is_bilingual=is_bilingual)
        self.editor.own = [each for each in self.editor.own if each.name not in UNASKED]
        self.item: ItemForm = self.editor.form(fields, request.form if request.method == "POST" else None)
        self.item.left_out |= UNASKED
        self.tags = TagsForm(data={"tags": tags, "version": str(version)})

    @property
    def groups(self) -> list[Group]:
        return self.editor.groups(self.item)

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
        self.item.form_errors += list(self.tags.tags.errors)
        typed = self.editor.gathered(self.item) if all(are_valid) else None
        if typed is None:
            return None
        whole = {name: held for name, held in typed.items() if held is not None}
        question: Question = from_json(Question, {"key": "new", **whole})
        found = [said(one.message, one.values) for one in problems_of(question)]
        self.item.form_errors += found
        return question if not found else None


class QuestionsForm(FileForm):
    """A file of questions."""

    file = FileField(_("File"), description=_("XLSX or CSV, a question a row, 10 MB at most."))
