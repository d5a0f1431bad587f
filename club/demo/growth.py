"""Lantern's texts in force, its people on different stages of the ladders, and weeks of ticks."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from club.core import clock
from club.core.db import session
from club.demo.scopes import in_firm
from club.documents import actions as documents
from club.documents.codec import to_json
from club.documents.edits import digest
from club.documents.languages import in_language
from club.documents.models import Document
from club.firms.models import Department, Membership
from club.firms.people_actions import invite
from club.growth.actions import place
from club.growth.models import Placement, Tick
from club.library.actions import adopt
from club.library.models import Template
from club.library.pads import body_of, newest_of
from club.library.rules import DEPARTMENTS, slug_of
from club.policy import FirmRole

TEXTS = ("culture", "service_standard", "newcomer_path", "service_exam")
LADDERS = ("operator_ladder", "service_ladder")
STOOD: tuple[tuple[str, str, int, int], ...] = (
    ("L014", "service_ladder", 1, 24),
    ("L018", "service_ladder", 0, 4),
    ("L009", "service_ladder", 2, 80),
    ("L011", "operator_ladder", 1, 70),
    ("L012", "operator_ladder", 0, 20),
    ("L015", "operator_ladder", 3, 150),
)
"""Staff number, ladder, which stage of it (from nought), days since it began."""
ZONE = "Asia/Shanghai"
PUBLISHED = 40
"""Days since lantern published its texts."""
WEEKS = 6
SUNDAY = 6


def seed_growth(club_id: int, firm_id: int, owner: int) -> None:
    """Adopt, publish, place, tick, inside the firm."""
    with in_firm(club_id, firm_id, owner):
        if session().scalars(select(Document.id)).first() is not None:
            return
        today = clock.today(ZONE)
        with clock.telling_of(morning(PUBLISHED)):
            for name in TEXTS:
                _published(name, owner)
            ladders = {name: _published(name, owner) for name in LADDERS}
        for number, name, stage, days in STOOD:
            _stand(number, *ladders[name], stage=stage, started_on=today - timedelta(days=days), today=today, by=owner)
        _expect(*ladders["operator_ladder"], first_day=_monday_after(today), by=owner)


def _expect(document: Document, ladder: Any, *, first_day: date, by: int) -> None:
    """Somebody who is invited and begins next Monday."""
    invite(
        role=FirmRole.STAFF,
        name="Deng Wei",
        staff_number="L021",
        department_id=document.department_id,
        place=f"{document.ref}.{ladder.stages[0].key}",
        first_day=first_day,
        by=by,
        at=clock.now(),
    )


def _monday_after(day: date) -> date:
    return day + timedelta(days=7 - day.weekday())


def morning(days: int) -> datetime:
    """A morning so many days ago; today: now."""
    day = clock.today(ZONE) - timedelta(days=days)
    return datetime.combine(day, time(9, days), ZoneInfo(ZONE)) if days else clock.now()


def _published(name: str, owner: int) -> tuple[Document, Any]:
    template = session().scalars(select(Template).where(Template.slug == slug_of(name))).one()
    revision = newest_of(template)
    if revision is None:
        raise LookupError(f"the library has no revision of {name}")
    at, today = clock.now(), clock.today(ZONE)
    document = adopt(template, revision, lang="en", by=owner, at=at, department_id=_department(name))
    body = in_language(body_of(template, revision), "en")
    session().flush()
    documents.publish(
        document, seen=digest(to_json(body)), note="First", effective_on=today, today=today, by=owner, at=at
    )
    return document, body


def _department(name: str) -> int | None:
    """The department of the firm that a text is for; none for a text of the whole firm, or where there is none."""
    return session().scalars(select(Department.id).where(Department.kind.in_(DEPARTMENTS.get(name, ())))).first()


def _stand(number: str, document: Document, ladder: Any, *, stage: int, started_on: date, today: date, by: int) -> None:
    member = session().scalars(select(Membership).where(Membership.staff_number == number)).one()
    where = ladder.stages[stage]
    placement = place(
        member, document, ladder, stage=where.key, started_on=started_on, today=today, by=by, at=clock.now()
    )
    session().flush()
    first = max(started_on, today - timedelta(weeks=WEEKS))
    for back in range((today - first).days):
        _tick(placement, where, first + timedelta(days=back), miss=len(number) + back + stage)


def _tick(placement: Placement, stage: Any, day: date, *, miss: int) -> None:
    """A working day as people live it: most lines done, now and then one forgotten."""
    if day.weekday() == SUNDAY:
        return
    for place_, task in enumerate(stage.daily):
        if task.how_often == "daily" and (place_ * 5 + miss * 3) % 7:
            session().add(Tick(placement_id=placement.id, item=task.key, day=day, ticked_at=clock.now()))
