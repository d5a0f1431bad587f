"""Classes are drafted, changed, published, cancelled and repeated."""

from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import select

from club.cards import actions as cards
from club.classes import rules
from club.classes.cards import KIND
from club.classes.ends import say_goodbye
from club.classes.host_actions import tell_named
from club.classes.models import Audience, ClassSession, ClassStatus
from club.classes.picture_models import ClassPicture
from club.classes.place_actions import order_offers
from club.classes.rules import Every, Span
from club.classes.telling_actions import order_by_the_clock, order_moved, order_telling, when_and_where
from club.core import clock
from club.core.audit import Did, record
from club.core.db import session
from club.core.markdown import render
from club.core.refs import new_ref
from club.core.refusals import Refusal, Refused
from club.core.text import N_
from club.talks.picture_actions import Album, copy_pictures, pictures_of, remove_pictures, renamed
from club.talks.publication import with_free_slug
from club.talks.rules import slug_from

NEVER_A_SLUG = frozenset({"new", "edit", "places", "check-in", "certificates", "pictures", "registrations"})
"""First words of addresses below /classes."""
PICTURES = Album(ClassPicture, "class_id", Did.CLASS_PICTURE_ADDED, Did.CLASS_PICTURE_REMOVED)

GONE_ON = Refusal(
    "no_such_step", N_("Somebody else has moved this class on."), N_("Open it again to see how it stands.")
)


@dataclass(frozen=True, kw_only=True)
class ClassFacts:
    """What a writer says of a class."""

    title: str
    lang: str
    day: date
    begins: str
    ends: str
    seats: int
    summary: str = ""
    description: str = ""
    host_id: int | None = None
    host: str = ""
    host_firm: str = ""
    place: str = ""
    online_url: str = ""
    agenda: str = ""
    firm_most: int = 0
    audience: Audience = Audience.PUBLIC
    conditions: list[str] = field(default_factory=list)
    eligibility: str = ""
    needs_approval: bool = False
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    offer_hours: int = 24
    remind_hours: int = 24
    materials: str = ""


FACTS = tuple(ClassFacts.__dataclass_fields__)


def draft(facts: ClassFacts, *, zone: str, by: int | None, slug: str = "", series: str = "") -> ClassSession:
    """Add a class that nobody but its author and the desk sees. Refused where it has no possible time."""
    at, ref = clock.now(), new_ref()
    lasting = _span(facts, zone, now=at)
    row = ClassSession(
        **asdict(facts),
        ref=ref,
        zone=zone,
        starts_at=lasting.starts_at,
        ends_at=lasting.ends_at,
        description_html=render(facts.description),
        series=series,
        author_id=by,
        written_at=at,
    )
    wanted = slug or slug_from(facts.title, f"class-{ref[:6]}")
    with_free_slug(row, f"{wanted}-class" if wanted in NEVER_A_SLUG else wanted)
    record(Did.CLASS_DRAFTED, ref)
    return row


def change(row: ClassSession, facts: ClassFacts, *, slug: str = "") -> None:
    """Change a class that is held; whoever has a place keeps it, also where seats were taken away.

    Refused where it is out and would go to a time that is over, or was held already.
    """
    at, is_out = clock.now(), row.status is ClassStatus.PUBLISHED
    lasting, before, remind_hours = _span(facts, row.zone, now=at), when_and_where(row), row.remind_hours
    host_before = row.host_id
    moves = rules.not_movable(Span(row.starts_at, row.ends_at), lasting, row.zone, attended=row.attended, now=at)
    if is_out and moves is not None:
        raise Refused(moves)
    for name, value in asdict(facts).items():
        setattr(row, name, value)
    if is_out and lasting.starts_at != row.starts_at:
        row.moved_from = row.starts_at if lasting.starts_at != row.moved_from else None
    row.starts_at, row.ends_at = lasting.starts_at, lasting.ends_at
    row.description_html = render(facts.description)
    row.written_at = at
    row.version += 1
    if slug and slug != row.slug and row.published_at is None:
        with_free_slug(row, slug)
    record(Did.CLASS_CHANGED, row.ref, version=row.version)
    if is_out:
        cards.order(KIND, row.slug)
        tell_named(row, before=host_before)
    if row.waiting:
        order_offers(row)
    is_elsewhere = before != when_and_where(row)
    if is_out and row.ends_at > at and (is_elsewhere or row.remind_hours != remind_hours):
        order_by_the_clock(row)
    if is_out and row.ends_at > at and is_elsewhere:
        order_moved(row, before, at=at)


def publish(row: ClassSession, *, tells_host: bool = True) -> None:
    """Let a class come out, and tell whoever holds it. Refused where it lacks something, or is over already."""
    at = clock.now()
    if row.status is not ClassStatus.DRAFT:
        raise Refused(GONE_ON)
    for lack in rules.missing_for_readers(summary=row.summary, place=row.place, online_url=row.online_url):
        raise Refused(lack)
    if (too_late := rules.begins_in_the_past(row.starts_at, row.zone, now=at)) is not None:
        raise Refused(too_late)
    row.status, row.published_at = ClassStatus.PUBLISHED, at
    row.version += 1
    record(Did.CLASS_PUBLISHED, row.ref)
    cards.order(KIND, row.slug)
    order_by_the_clock(row)
    if tells_host:
        tell_named(row)


def discard(row: ClassSession) -> None:
    """Let go of a draft, which nobody could ask for a place in. Refused once it came out."""
    if row.status is not ClassStatus.DRAFT:
        raise Refused(GONE_ON)
    remove_pictures(PICTURES, row)
    record(Did.CLASS_DISCARDED, row.ref)
    say_goodbye(row.id)
    session().delete(row)


def cancel(row: ClassSession, *, reason: str) -> None:
    """Call a class off; done again it changes nothing. Refused once it is over."""
    at = clock.now()
    if row.status is ClassStatus.CANCELLED:
        return
    if row.status is not ClassStatus.PUBLISHED or row.ends_at <= at:
        raise Refused(GONE_ON)
    row.status, row.cancelled_at, row.cancel_reason = ClassStatus.CANCELLED, at, reason
    row.version += 1
    record(Did.CLASS_CANCELLED, row.ref)
    cards.order(KIND, row.slug)
    order_telling(row, "classes.tell_cancelled")


def repeat(row: ClassSession, every: Every, times: int, *, by: int) -> list[ClassSession]:
    """Make a series of a class: independent sessions at the same time of day, listed together.

    Registration opens and closes as long before each of them as before the first, by the clock on the wall.
    They are drafts where it is one, else they are out at once. Refused where it is part of a series already.
    """
    if row.series:
        raise Refused(IN_SERIES)
    row.series = new_ref()
    row.version += 1
    first = ClassFacts(**{name: getattr(row, name) for name in FACTS})
    made = []
    for number, day in enumerate(rules.days_of_series(row.day, every, times), start=2):
        later_by = day - row.day
        opens_at, closes_at = (rules.on_another_day(at, later_by, row.zone) for at in (row.opens_at, row.closes_at))
        pictures = pictures_of(PICTURES, row)
        words = renamed(first.description, pictures)
        facts = replace(first, day=day, opens_at=opens_at, closes_at=closes_at, description=words, materials="")
        later = draft(facts, zone=row.zone, by=by, slug=f"{row.slug[:60]}-{number}", series=row.series)
        copy_pictures(PICTURES, later, pictures, by=by, at=clock.now())
        if row.status is ClassStatus.PUBLISHED:
            publish(later, tells_host=False)
        made.append(later)
    if row.status is ClassStatus.PUBLISHED:
        tell_named(made[0], more=len(made) - 1)
    record(Did.CLASS_REPEATED, row.ref, times=len(made))
    return made


IN_SERIES = Refusal(
    "in_series", N_("This class belongs to a series already."), N_("Its other sessions stand on its page.")
)


def to_write(slug: str) -> ClassSession | None:
    """A class by its address, held until this commit ends."""
    found = select(ClassSession).where(ClassSession.slug == slug).with_for_update()
    row: ClassSession | None = session().scalars(found, execution_options={"populate_existing": True}).one_or_none()
    return row


def _span(facts: ClassFacts, zone: str, *, now: datetime) -> Span:
    lasting = rules.span(facts.day, facts.begins, facts.ends, zone, now=now)
    if isinstance(lasting, Refusal):
        raise Refused(lasting)
    return lasting
