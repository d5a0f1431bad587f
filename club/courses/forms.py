"""Forms by which courses and their lessons are written."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from club.core.db import read
from club.core.embeds import PLACES, embed
from club.core.forms import (
    Filled,
    Form,
    MayBeLeft,
    OnceForm,
    VersionedForm,
    WholeNumberField,
    no_control_characters,
    stripped,
)
from club.core.i18n import pick
from club.core.refusals import Refusal
from club.core.saying import said
from club.courses.actions import CourseFacts
from club.courses.file_actions import Incoming
from club.courses.lesson_actions import LessonFacts
from club.courses.models import Sort
from club.courses.outline import Item
from club.courses.qualification_queries import ALL
from club.courses.queries import ASKABLE, TALKS
from club.courses.rules import ASKING, missing_in_lesson
from club.courses.task_models import Asks
from club.courses.task_queries import TEMPLATES
from club.courses.task_rules import BY_TEMPLATE, MOST_PEOPLE, Task
from club.courses.task_rules import lacks as task_lacks
from club.courses.words import ASKED, CHARGES
from club.documents.kinds import kinds
from club.library.template_queries import OWN_EXAMS
from club.talks.forms import LINE, TITLE, TextFields, a_line, not_too_much, words_in
from club.talks.models import Visibility

TOPIC, TOPICS = 40, 8
MADE_OF = {Sort.TEXT: "words", Sort.VIDEO: "video", Sort.FILE: "file", Sort.TALK: "talk"}
"""The field of what a lesson is made of, which publishing asks for."""
LONGEST_VALID = 120


class CourseFields(TextFields):
    """What is said of a course."""

    source = None
    topics = a_line(_("Topics"), most=300)
    description = TextAreaField(_("Description"), [Optional(), not_too_much, no_control_characters])
    visibility = RadioField(
        _("Who sees the outline"),
        choices=[
            SelectChoice(Visibility.PUBLIC.value, _("Everybody")),
            SelectChoice(Visibility.MEMBERS.value, _("Members who are signed in")),
        ],
        default=Visibility.PUBLIC.value,
    )
    valid_months = WholeNumberField(
        _("Months for which its certificate holds"), [Optional(), NumberRange(1, LONGEST_VALID)]
    )
    needs = SelectMultipleField(_("Courses to be finished first"), [Optional()], validate_choice=False)

    grants = SelectMultipleField(_("Qualifications that it grants"), [Optional()], validate_choice=False)
    asks = SelectMultipleField(_("Qualifications to be held first"), [Optional()], validate_choice=False)

    def qualifications(self, field: SelectMultipleField) -> list[int]:
        """The qualifications that were chosen in a field, of those that were offered."""
        offered = {choice.value for choice in field.choices}
        return [int(one) for one in field.data or () if one in offered]

    def offer_needs(self, *, of: int = 0) -> None:
        """Offer the courses that this one may ask for, and the qualifications of the club."""
        named = [SelectChoice(str(row.id), pick(row.name_en, row.name_zh or row.name_en)) for row in read(ALL)]
        self.grants.choices, self.asks.choices = named, list(named)
        self.needs.choices = [SelectChoice(str(row.id), row.title) for row in read(ASKABLE, course_id=of)]

    @property
    def needed(self) -> list[int]:
        """The courses that were chosen, of those that were offered."""
        offered = {choice.value for choice in self.needs.choices}
        return [int(one) for one in self.needs.data or () if one in offered]

    def validate_topics(self, field: StringField) -> None:
        """A few short words."""
        if len(words_in(field.data)) > TOPICS or any(len(word) > TOPIC for word in words_in(field.data)):
            raise ValidationError(gettext("Give at most 8 topics of at most 40 characters."))

    def facts(self) -> CourseFacts:
        """What was typed, as the action takes it."""
        return CourseFacts(
            title=self.title.data,
            lang=self.lang.data,
            summary=self.summary.data or "",
            description=self.description.data or "",
            section_id=self.section_id,
            topics=words_in(self.topics.data),
            visibility=Visibility(self.visibility.data),
            valid_months=self.valid_months.data,
        )


class NewCourseForm(CourseFields, OnceForm):
    """A new course."""


class CourseForm(CourseFields, VersionedForm):
    """A course that is there."""


class ModuleForm(OnceForm):
    """A module by its title."""

    title = StringField(_("Title of the module"), [Filled(), Length(max=TITLE)], filters=[stripped])


class LessonFields(Form):
    """What a lesson has; the page shows the fields of its sort."""

    title = StringField(_("Title"), [Filled(), Length(max=TITLE)], filters=[stripped])
    words = TextAreaField(_("Text"), [Optional(), not_too_much])
    video = a_line(_("Address of the video"), most=LINE)
    file = FileField(_("File"))
    talk = SelectField(_("Talk"), [MayBeLeft()], validate_choice=False)
    asks = SelectField(
        _("What is to be done"), choices=[SelectChoice(one.value, _(label)) for one, label in ASKED.items()]
    )
    template = SelectField(_("Of the library"), [MayBeLeft()], validate_choice=False)
    kind = SelectField(_("Kind of text"), [MayBeLeft()])
    number = WholeNumberField(_("How many people"), [Optional(), NumberRange(1, MOST_PEOPLE)])
    needs = SelectMultipleField(_("Lessons to be done first"), [Optional()], validate_choice=False)

    def __init__(
        self,
        *args: Any,
        sort: Sort,
        incoming: Incoming | None = None,
        talk_id: int | None = None,
        has_file: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sort = sort
        self.incoming = incoming if incoming and sort is Sort.FILE else Incoming()
        self.has_file = has_file or self.incoming.admitted is not None
        unused = {"video", "file", "talk"} - {sort.value}
        if sort is not Sort.TASK:
            unused |= {"asks", "kind", "number"}
        if sort not in ASKING:
            unused.add("template")
        for name in unused:
            del self[name]
        if sort in MADE_OF:
            self[MADE_OF[sort]].flags.needed_later = not has_file
        for name in {"template", "kind", "number"} & set(self._fields):
            self[name].flags.optional = False  # which of them is needed depends on what is asked, as their hints say
        if sort in ASKING:
            self._offer_templates()
        if sort is Sort.TALK:
            rows = read(TALKS, chosen=talk_id or 0).all()
            named = [SelectChoice(str(row.id), " · ".join(filter(None, [row.title, row.speaker]))) for row in rows]
            self.talk.choices = [SelectChoice("", gettext("None")), *named]

    sort: Sort
    incoming: Incoming
    has_file: bool

    def is_in_order(self, *, to_publish: bool) -> bool:
        """Whether nothing typed is wrong, and nothing is missing; each field says at once what is."""
        is_right = self.validate()
        lacks = self._lacks(to_publish=to_publish)
        for name, refusal in lacks.items():
            self[name].errors = [said(refusal)]
        return is_right and not lacks

    def _lacks(self, *, to_publish: bool) -> dict[str, Refusal]:
        if self.sort in ASKING:
            is_chosen = not self.template.errors
            return {"template": lack} if is_chosen and (lack := task_lacks(self.task())) is not None else {}
        facts, name = self.facts(), MADE_OF[self.sort]
        lack = missing_in_lesson(
            self.sort,
            words=facts.words,
            video=facts.video,
            stored_as="file" if self.has_file else "",
            talk_id=facts.talk_id,
        )
        return {name: lack} if to_publish and lack is not None and not self[name].errors else {}

    def _offer_templates(self) -> None:
        rows = [row for row in read(TEMPLATES) if self.sort is Sort.TASK or row.kind == "exam"]
        if self.sort is Sort.EXAM:
            self.template.label.text = gettext("Exam to be passed")
            rows += [row for row in read(OWN_EXAMS) if row.number is not None and row.closed_at is None]
        named = [SelectChoice(str(row.id), pick(row.title_en, row.title_zh)) for row in rows]
        self.template.choices = [SelectChoice("", gettext("None")), *named]
        if "kind" in self:
            shelved = [SelectChoice(kind.name, gettext(kind.label)) for kind in kinds().values()]
            self.kind.choices = [SelectChoice("", gettext("None")), *shelved]

    def task(self) -> Task:
        """What is asked, as it was chosen."""
        template = int(self.template.data) if self.template.data else None
        if self.sort is Sort.EXAM:
            return Task(Asks.OWN_EXAM, template)
        asks = Asks(self.asks.data)
        people = self.number.data or 1
        return Task(asks, template if asks in BY_TEMPLATE else None, self.kind.data or "", people)

    def validate_template(self, field: SelectField) -> None:
        """A template that is on the shelf."""
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(gettext("This template is not on the shelf any more. Choose another one."))

    def offer_needs(self, items: Iterable[Item], *, but: int | None = None) -> None:
        """Offer the other lessons of the course."""
        self.needs.choices = [
            SelectChoice(str(item.row.id), f"{item.place}. {item.row.title}") for item in items if item.row.id != but
        ]

    @property
    def needed(self) -> list[int]:
        """The lessons that were chosen, of those that were offered."""
        offered = {choice.value for choice in self.needs.choices}
        return [int(one) for one in self.needs.data or () if one in offered]

    def validate_video(self, field: StringField) -> None:
        """An address of a place that is allowed."""
        if field.data and embed(field.data) is None:
            names = ", ".join(place.name for place in PLACES)
            raise ValidationError(gettext("Give the address of a video at one of these: %(places)s.", places=names))

    def validate_talk(self, field: SelectField) -> None:
        """A talk that is published."""
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(gettext("This talk is not published any more. Choose another one."))

    def validate_file(self, _field: FileField) -> None:
        """A file of a kind that is kept; its content says which it is."""
        if self.incoming.refusal is not None:
            raise ValidationError(said(self.incoming.refusal))

    def facts(self) -> LessonFacts:
        """What was typed, as the action takes it."""
        talk = self.talk.data if "talk" in self else ""
        return LessonFacts(
            title=self.title.data,
            words=self.words.data or "",
            video=(self.video.data or "") if "video" in self else "",
            talk_id=int(talk) if talk else None,
        )


class NewLessonForm(LessonFields, OnceForm):
    """A new lesson."""


class LessonForm(LessonFields, VersionedForm):
    """A lesson that is there."""


class InstructorForm(Form):
    """Who is to teach a course, and what they do for it."""

    person = SelectField(_("Person"), [Filled()], validate_choice=False)
    charge = SelectField(
        _("What they do"), choices=[SelectChoice(charge.value, _(label)) for charge, label in CHARGES.items()]
    )
