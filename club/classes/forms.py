"""The form of a class, and those that move it on."""

import re
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from club.classes import rules
from club.classes.actions import NEVER_A_SLUG, ClassFacts
from club.classes.hosts import people_to_hold
from club.classes.models import Audience, Condition
from club.classes.rules import Every, Span
from club.core import clock
from club.core.forms import (
    Filled,
    Form,
    MayBeLeft,
    NeededLater,
    OnceForm,
    VersionedForm,
    WholeNumberField,
    no_control_characters,
    stripped,
)
from club.core.i18n import NAMES
from club.core.refusals import Refusal
from club.core.saying import said
from club.talks.forms import SLUG, SUMMARY, TITLE, a_line, not_too_much

LONGEST_AGENDA = 6000


class ClockField(StringField):
    """A time of day; `clock` is what was understood, `09:30`."""

    clock: str = ""

    def post_validate(self, form: Any, validation_stopped: bool) -> None:  # noqa: ARG002
        found = rules.clock_of(self.data or "")
        if found is None:
            raise ValidationError(gettext("Give a time such as 14:00."))
        self.clock = found


class ClassFields(Form):
    """What a class has."""

    title = StringField(_("Title"), [Filled(), Length(max=TITLE), no_control_characters], filters=[stripped])
    summary = TextAreaField(
        _("Summary"), [NeededLater(), Length(max=SUMMARY), no_control_characters], filters=[stripped]
    )
    day = DateField(_("Day"), [InputRequired(_("Give a day."))])
    begins = ClockField(_("Begins"), filters=[stripped])
    ends = ClockField(_("Ends"), filters=[stripped])
    place = a_line(_("Place"))
    online_url = a_line(_("Link to join online"), most=300)
    seats = WholeNumberField(
        _("Number of places"),
        [InputRequired(_("Give a number.")), NumberRange(min=1, max=rules.MOST_SEATS)],
        default=40,
    )
    firm_most = WholeNumberField(_("Most places for one firm"), [Optional(), NumberRange(min=0, max=rules.MOST_SEATS)])
    host_is = SelectField(_("Host"), [MayBeLeft()], validate_choice=False)
    host = a_line(_("Name of a guest"))
    host_firm = a_line(_("Firm of the host"))
    description = TextAreaField(_("Description"), [Optional(), not_too_much, no_control_characters])
    agenda = TextAreaField(_("Agenda"), [Optional(), Length(max=LONGEST_AGENDA), no_control_characters])
    lang = SelectField(_("Language of the class"), choices=[SelectChoice(code, name) for code, name in NAMES.items()])
    audience = RadioField(
        _("Who may come"),
        choices=[
            SelectChoice(Audience.PUBLIC.value, _("Everybody whom the class is for")),
            SelectChoice(Audience.MEMBERS.value, _("People of member firms")),
        ],
        default=Audience.PUBLIC.value,
    )
    conditions = SelectMultipleField(
        _("Visitors must be able to say"),
        [Optional()],
        choices=[
            SelectChoice(Condition.DECIDES.value, _("that they decide for their firm")),
            SelectChoice(Condition.RUNS_SHOPS.value, _("that their firm runs shops of its own")),
        ],
    )
    eligibility = a_line(_("Whom it is for, in a sentence"), most=300)
    needs_approval = BooleanField(_("A place has to be applied for: the club says yes or no"))
    opens = DateTimeLocalField(_("Registration opens"), [Optional()])
    closes = DateTimeLocalField(_("Registration closes"), [Optional()])
    offer_hours = WholeNumberField(
        _("Hours to accept a place that falls free"),
        [Optional(), NumberRange(min=1, max=rules.MOST_OFFER_HOURS)],
        default=24,
    )
    remind_hours = WholeNumberField(
        _("Hours before the beginning at which whoever comes is reminded"),
        [Optional(), NumberRange(min=1, max=rules.MOST_REMIND_HOURS)],
        default=24,
    )
    materials = TextAreaField(_("Materials"), [Optional(), Length(max=LONGEST_AGENDA), no_control_characters])
    slug = a_line(_("Address"), most=70)

    zone = "UTC"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hosts = people_to_hold((kwargs.get("data") or {}).get("standing"))
        named = [(person, " · ".join(filter(None, [row.name, row.firm_name]))) for person, row in self.hosts.items()]
        guest = SelectChoice("", gettext("A guest, named below"))
        self.host_is.choices = [guest, *(SelectChoice(person, name) for person, name in named)]
        if self.host_is.data in self.hosts and not self.is_submitted():
            self.host.data = ""

    def validate_host_is(self, field: SelectField) -> None:
        """Somebody who is offered."""
        if field.data and field.data not in self.hosts:
            raise ValidationError(gettext("This person cannot be named. Choose somebody of the list, or name a guest."))

    def validate_slug(self, field: StringField) -> None:
        """An address is made of small letters, digits and hyphens."""
        if field.data and (not SLUG.fullmatch(field.data) or field.data in NEVER_A_SLUG):
            raise ValidationError(gettext("Use small Latin letters, digits and hyphens, such as gross-profit-daily."))

    def validate_online_url(self, field: StringField) -> None:
        """A link that a browser opens."""
        if field.data and not re.fullmatch(r"https?://[^\s<>\"]+", field.data):
            raise ValidationError(gettext("Give the whole link, beginning with https://."))

    def validate_agenda(self, field: TextAreaField) -> None:
        """Few enough lines for a day."""
        if len(rules.agenda_lines(field.data or "")) > rules.MOST_AGENDA_LINES:
            raise ValidationError(gettext("Give at most %(most)s lines.", most=rules.MOST_AGENDA_LINES))

    def validate_materials(self, field: TextAreaField) -> None:
        """Few enough lines to be found in."""
        self.validate_agenda(field)

    def validate_opens(self, field: DateTimeLocalField) -> None:
        """Registration opens at a time that there is, and before the class begins."""
        _possible(field)
        if field.data and self.day.data and self.begins.clock:
            begins = datetime.combine(self.day.data, time.fromisoformat(self.begins.clock))
            if field.data >= begins:
                raise ValidationError(gettext("Registration would open when the class has begun."))

    def validate_closes(self, field: DateTimeLocalField) -> None:
        """Registration closes after it opens."""
        _possible(field)
        if field.data and self.opens.data and field.data <= self.opens.data:
            raise ValidationError(gettext("Registration would close before it opens."))

    def facts(self) -> ClassFacts:
        """What was typed, as the action takes it; only of a form that is valid."""
        assert self.day.data is not None  # noqa: S101
        assert self.seats.data is not None  # noqa: S101
        return ClassFacts(
            title=self.title.data or "",
            summary=self.summary.data or "",
            lang=self.lang.data,
            description=self.description.data or "",
            **self._host(),
            day=self.day.data,
            begins=self.begins.clock,
            ends=self.ends.clock,
            place=self.place.data or "",
            online_url=self.online_url.data or "",
            agenda=self.agenda.data or "",
            seats=self.seats.data,
            firm_most=self.firm_most.data or 0,
            audience=Audience(self.audience.data),
            conditions=list(self.conditions.data or []),
            eligibility=self.eligibility.data or "",
            needs_approval=bool(self.needs_approval.data),
            opens_at=self._moment(self.opens.data),
            closes_at=self._moment(self.closes.data),
            offer_hours=self.offer_hours.data or 24,
            remind_hours=self.remind_hours.data or 24,
            materials=self.materials.data or "",
        )

    def _host(self) -> dict[str, Any]:
        """Who holds it, for which firm: somebody who is offered, or a guest as typed."""
        row, firm = self.hosts.get(self.host_is.data or ""), self.host_firm.data or ""
        if row is None:
            return {"host_id": None, "host": self.host.data or "", "host_firm": firm}
        return {"host_id": row.person_id, "host": row.name, "host_firm": row.firm_name or firm}

    def is_in_order(self, *, to_publish: bool, out: Span | None = None, attended: int = 0) -> bool:
        """Whether nothing typed is wrong, and nothing is missing for readers; each field says at once what is.

        `out` is when a class that is out is held, `attended` how many were let in.
        """
        is_right = self.validate()
        when = (self.day.data, self.begins.clock, self.ends.clock, self.zone)
        wrong = rules.wrong_times(*when, now=clock.now(), comes_out=to_publish, before=out, attended=attended)
        facts = {"summary": self.summary.data, "place": self.place.data, "online_url": self.online_url.data}
        lacks = rules.missing_for_readers(**{name: text or "" for name, text in facts.items()}) if to_publish else []
        for refusal in (*wrong, *lacks):
            self.refuse(refusal)
        return is_right and not wrong and not lacks

    def _moment(self, wall: datetime | None) -> datetime | None:
        return wall.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC) if wall else None

    def refuse(self, refusal: Refusal) -> None:
        """Say at the field that it is about why a class cannot be as typed."""
        at = {"end_before_start": self.ends, "too_far": self.day, "no_such_time": self.begins, "in_the_past": self.day}
        at |= {"no_summary": self.summary, "no_place": self.place, "held": self.day}
        at |= {"hour_over": self.begins, "came_in": self.begins}
        field = at.get(refusal.code)
        if field is None:
            self.form_errors.append(said(refusal))
        else:
            field.errors = [*field.errors, said(refusal)]


class NewClassForm(ClassFields, OnceForm):
    """A new class."""


class ClassForm(ClassFields, VersionedForm):
    """A class that is there."""


class CancelForm(Form):
    """Why a class is called off."""

    reason = a_line(_("Reason"), most=300)


class RepeatForm(OnceForm):
    """How often a class comes again."""

    every = RadioField(
        _("How often it comes"),
        choices=[
            SelectChoice(Every.WEEK.value, _("every week")),
            SelectChoice(Every.FORTNIGHT.value, _("every two weeks")),
            SelectChoice(Every.MONTH.value, _("every month")),
        ],
        default=Every.WEEK.value,
    )
    times = WholeNumberField(
        _("Sessions in all"),
        [InputRequired(_("Give a number.")), NumberRange(min=2, max=rules.MOST_IN_SERIES)],
        default=4,
    )


def _possible(field: DateTimeLocalField) -> None:
    if field.data and field.data.year not in YEARS:
        raise ValidationError(said(rules.TOO_FAR))


YEARS = range(2000, 2200)
