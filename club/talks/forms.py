"""Forms by which texts are written."""

import re
from datetime import UTC, datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, DateField, DateTimeLocalField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional, ValidationError

from club.clubs.queries import SECTIONS
from club.core.db import read
from club.core.embeds import PLACES, embed
from club.core.forms import (
    Filled,
    Form,
    MayBeLeft,
    NeededLater,
    OnceForm,
    VersionedForm,
    no_control_characters,
    stripped,
)
from club.core.i18n import NAMES, pick, zone
from club.core.linking import is_public
from club.core.markdown import too_much
from club.core.office import LARGEST_UPLOAD
from club.core.refusals import Refusal
from club.core.saying import said
from club.people.rules import mail_address, phone_number
from club.talks.actions import TalkFacts
from club.talks.incoming import Found, read_file
from club.talks.models import Visibility
from club.talks.publication import NEVER_A_SLUG, SECTION_GONE
from club.talks.queries import FIRM_CALLED
from club.talks.release_rules import LONGEST_NOTE, LONGEST_WORDS
from club.talks.speakers import people_to_name

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,68}[a-z0-9])?")
TITLE, SUMMARY, LINE, TOPIC, TOPICS = 200, 500, 200, 40, 8


def not_too_much(_form: Any, field: TextAreaField) -> None:
    """Refuse a text that the renderer would refuse."""
    if refusal := too_much(field.data or ""):
        raise ValidationError(said(refusal.message, refusal.values) + " " + said(refusal.next_step, {}))


def a_line(label: Any, *, most: int = LINE, **more: Any) -> StringField:
    """An optional line of text."""
    return StringField(label, [Optional(), Length(max=most), no_control_characters], filters=[stripped], **more)


class TextFields(Form):
    """What every text has besides its words."""

    title = StringField(_("Title"), [Filled(), Length(max=TITLE), no_control_characters], filters=[stripped])
    summary = TextAreaField(
        _("Summary"), [NeededLater(), Length(max=SUMMARY), no_control_characters], filters=[stripped]
    )
    section = SelectField(_("Section"), [MayBeLeft()], validate_choice=False)
    lang = SelectField(_("Language of the text"), choices=[SelectChoice(code, name) for code, name in NAMES.items()])
    source = a_line(_("Source line"), most=300)
    original = a_line(_("Address of the original"), most=300)
    slug = a_line(_("Address"), most=70)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_sections()

    def offer_sections(self) -> None:
        """Offer the sections that there are now."""
        rows = read(SECTIONS).all()
        names = {row.id: pick(row.name_en, row.name_zh) for row in rows}
        self.section.choices = [
            SelectChoice("", gettext("None")),
            *(
                SelectChoice(str(row.id), " › ".join(filter(None, [names.get(row.parent_id), names[row.id]])))
                for row in rows
            ),
        ]

    def validate_slug(self, field: StringField) -> None:
        """An address is made of small letters, digits and hyphens."""
        if field.data and (not SLUG.fullmatch(field.data) or field.data in NEVER_A_SLUG):
            raise ValidationError(gettext("Use small Latin letters, digits and hyphens, such as gross-profit-daily."))

    def validate_original(self, field: StringField) -> None:
        """A page of the open web."""
        if field.data and not is_public(field.data):
            raise ValidationError(gettext("Give the whole address of a public page, beginning with https://."))

    def validate_section(self, field: SelectField) -> None:
        """A section that is there."""
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(said(SECTION_GONE))

    def choose_section(self, called: str) -> None:
        """Choose the section of this name, where there is one."""
        for choice in self.section.choices:
            if called and called.casefold() == str(choice.label).rpartition(" › ")[2].casefold():
                self.section.data = choice.value

    @property
    def section_id(self) -> int | None:
        """The chosen section."""
        return int(self.section.data) if self.section.data else None


class CorrectedFields(TextFields):
    """A text that may be put right after it was out."""

    note = a_line(_("What was corrected"), most=LONGEST_NOTE)


class TalkFields(CorrectedFields):
    """What a talk has."""

    speaker_is = SelectField(_("Speaker"), [MayBeLeft()], validate_choice=False)
    speaker = a_line(_("Name of a guest"))
    speaker_contact = a_line(_("Mail or telephone of the speaker"), most=254)
    firm_name = a_line(_("Firm"))
    held_on = DateField(_("Held on"), [NeededLater()])
    place = a_line(_("Place"))
    topics = a_line(_("Topics"), most=300)
    recording = a_line(_("Recording elsewhere"))
    visibility = RadioField(
        _("Who may read it"),
        choices=[
            SelectChoice(Visibility.PUBLIC.value, _("Everybody")),
            SelectChoice(Visibility.MEMBERS.value, _("Members who are signed in")),
        ],
        default=Visibility.PUBLIC.value,
    )
    transcript = TextAreaField(_("Transcript"), [NeededLater(), not_too_much, no_control_characters])

    @property
    def words(self) -> TextAreaField:
        """The text itself."""
        return self.transcript

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.speakers = people_to_name((kwargs.get("data") or {}).get("standing"))
        named = [(person, " · ".join(filter(None, [row.name, row.firm_name]))) for person, row in self.speakers.items()]
        guest = SelectChoice("", gettext("A guest, named beside it"))
        self.speaker_is.choices = [guest, *(SelectChoice(person, name) for person, name in named)]
        if self.speaker_is.data in self.speakers and not self.is_submitted():
            self.speaker.data = ""

    def validate_speaker_is(self, field: SelectField) -> None:
        """Somebody who is offered."""
        if field.data and field.data not in self.speakers:
            raise ValidationError(gettext("This person cannot be named. Choose somebody of the list, or name a guest."))

    def validate_speaker_contact(self, field: StringField) -> None:
        """Something by which the speaker can be reached."""
        if field.data and not (mail_address(field.data) or phone_number(field.data)):
            raise ValidationError(gettext("Write a mail address or a telephone number, or leave it empty."))

    def validate_recording(self, field: StringField) -> None:
        """An address at a place whose recordings may be shown."""
        if field.data and embed(field.data) is None:
            names = gettext(", ").join(place.name for place in PLACES)
            raise ValidationError(gettext("Give the address of a page at one of these: %(places)s.", places=names))

    def validate_topics(self, field: StringField) -> None:
        """A few short words."""
        if len(words_in(field.data)) > TOPICS or any(len(word) > TOPIC for word in words_in(field.data)):
            raise ValidationError(gettext("Give at most 8 topics of at most 40 characters."))

    def facts(self) -> TalkFacts:
        """What was typed, as the action takes it."""
        return TalkFacts(
            title=self.title.data,
            lang=self.lang.data,
            transcript=self.transcript.data or "",
            summary=self.summary.data or "",
            **self._speaker(),
            speaker_contact=self.speaker_contact.data or "",
            held_on=self.held_on.data,
            place=self.place.data or "",
            section_id=self.section_id,
            topics=words_in(self.topics.data),
            source=self.source.data or "",
            original=self.original.data or "",
            recording=self.recording.data or "",
            visibility=Visibility(self.visibility.data),
        )

    def _speaker(self) -> dict[str, Any]:
        """Who spoke, for which firm: somebody who is offered, or a guest as typed."""
        typed = {"speaker": self.speaker.data or "", "firm_name": self.firm_name.data or ""}
        row = self.speakers.get(self.speaker_is.data or "")
        if row is not None:
            typed |= {"speaker": row.name, "firm_name": row.firm_name or typed["firm_name"]}
        firm_id = row.firm_id if row is not None else None
        if firm_id is None and typed["firm_name"]:
            firm_id = read(FIRM_CALLED, name=typed["firm_name"].lower()).scalar()
        return {**typed, "speaker_id": row.person_id if row is not None else None, "firm_id": firm_id}


class ReleaseForm(VersionedForm):
    """What a speaker says of a talk; `version` tells the talk as it was read."""

    agrees = BooleanField(_("I have read the release agreement and agree to it"))
    name = StringField(_("Your name"), [Filled(), Length(max=TITLE), no_control_characters], filters=[stripped])
    words = TextAreaField(
        _("What should be changed"), [Optional(), Length(max=LONGEST_WORDS), no_control_characters], filters=[stripped]
    )


class CoAuthorForm(Form):
    """Who is to write a text too."""

    person = SelectField(_("Person"), [Filled()], validate_choice=False)


class MomentForm(Form):
    """When a text comes out, on the club’s clock."""

    at = DateTimeLocalField(_("Publish at"), [Filled()])

    @property
    def moment(self) -> datetime:
        """The moment that was typed."""
        typed: datetime = self.at.data
        return typed.replace(tzinfo=zone()).astimezone(UTC)


class FileForm(Form):
    """A file that a text begins with."""

    file = FileField(_("File"), description=_("Word, PowerPoint, a web page, subtitles or a text; 10 MB at most."))
    leaves_fillers_out = BooleanField(_("Leave out what people say while they think: 嗯, 呃, um, uh"), default=True)

    def validate_file(self, field: FileField) -> None:
        """A file was chosen."""
        if not field.data or not field.data.filename:
            raise ValidationError(gettext("Choose the file first."))

    def read(self) -> Found | Refusal:
        """What the file holds."""
        content = bytes(self.file.data.stream.read(LARGEST_UPLOAD + 1))
        return read_file(content, self.file.data.filename, leaves_fillers_out=bool(self.leaves_fillers_out.data))


class NewTalkForm(TalkFields, OnceForm):
    """A new talk."""


class TalkForm(TalkFields, VersionedForm):
    """A talk that is there."""


def words_in(line: str | None) -> list[str]:
    """Words that were typed between commas, each once."""
    words = (word.strip() for word in re.split(r"[,，、;；]", line or ""))
    return list(dict.fromkeys(word for word in words if word))
