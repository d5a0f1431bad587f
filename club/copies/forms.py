"""Forms: what to take out, and a file that comes in."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from club.copies.rules import Form as Kind
from club.core.forms import Form, OnceForm
from club.core.i18n import NAMES
from club.core.office import LARGEST_UPLOAD

DRAFT = "draft"


class OrderForm(Form):
    """Which copy of a text: what sort of file, which state of the text, in which language."""

    form = RadioField(
        _("File format"),
        default=Kind.PDF.value,
        choices=[
            SelectChoice(Kind.PDF.value, _("PDF, to print and sign")),
            SelectChoice(Kind.WORD.value, _("Word, to work on the text")),
            SelectChoice(Kind.SHEETS.value, _("Excel, to fill in its lists")),
            SelectChoice(Kind.JSON.value, _("JSON, for programs")),
        ],
    )
    text = RadioField(_("Which text"))
    lang = RadioField(_("In which language"))

    def offer(self, *, number: int | None, has_draft: bool, langs: tuple[str, ...]) -> None:
        """What there is: the number in force, the draft, the languages of the text."""
        listed: list[Any] = []
        if number is not None:
            listed.append(SelectChoice(str(number), _("Edition %(number)s, in force", number=number)))
        if has_draft:
            listed.append(SelectChoice(DRAFT, _("the draft")))
        self.text.choices = listed
        self.lang.choices = [SelectChoice(one, NAMES[one]) for one in langs]
        for field in (self.text, self.lang):
            known = [one.value for one in field.choices]
            if known and field.data not in known and not field.raw_data:
                field.data = known[0]


class FileForm(OnceForm):
    """A file that comes in; a form says which ones it takes."""

    file = FileField(_("File"))

    def validate_file(self, field: FileField) -> None:
        """A file was chosen."""
        if not field.data or not field.data.filename:
            raise ValidationError(_("Choose the file first."))

    @property
    def content(self) -> bytes:
        """The bytes of the file, as far as they are read."""
        self.file.data.stream.seek(0)
        return bytes(self.file.data.stream.read(LARGEST_UPLOAD + 1))


class ArrivalForm(FileForm):
    """A text that comes in; for a new one, the language that it is in."""

    file = FileField(_("File"), description=_("XLSX, DOCX or JSON, 10 MB at most."))
    lang = RadioField(_("Language of the text"), choices=[SelectChoice(one, name) for one, name in NAMES.items()])
