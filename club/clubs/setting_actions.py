"""What a club's administrators change: settings, plan, notices, sections."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from club.clubs import contents
from club.clubs.followers import settings_changed
from club.clubs.models import Club, Notice, NoticeKind, Plan, Section
from club.clubs.rules import removal_fault
from club.core import audit
from club.core.audit import Did
from club.core.db import session
from club.core.refusals import Refusal, Refused
from club.core.text import N_

TOLD = frozenset(
    {"gate_minor", "gate_currency", "gate_basis", "refused_kept_days", "board_size", "board_yes", "dues_days"}
) | {"talks_reviewed", "talks_released", "lang", "zone", "accent"}
"""Settings of which the book says from what to what they were changed; of what somebody wrote it says that it was."""


def change(club: Club, settings: dict[str, Any]) -> list[str]:
    """Set what differs; returns the names of what changed."""
    changed = sorted(name for name, value in settings.items() if getattr(club, name) != value)
    was = _told(club, changed)
    for name in changed:
        setattr(club, name, settings[name])
    if changed:
        club.version += 1
        now = _told(club, changed)
        audit.record(Did.CLUB_CHANGED, club.slug, settings=changed, was=was, now=now, version=club.version)
        settings_changed()
    return changed


def _told(club: Club, changed: Collection[str]) -> dict[str, Any]:
    """What the book says of settings as they are; a sum says its currency."""
    names = TOLD & ({*changed, "gate_currency"} if "gate_minor" in changed else set(changed))
    return {name: getattr(club, name) for name in sorted(names)}


def offer(plan: Plan, *, at: datetime) -> None:
    """Offer a plan from now on; the one before is withdrawn, invoices written from it stay."""
    session().execute(
        update(Plan)
        .where(Plan.withdrawn_at.is_(None))
        .values(withdrawn_at=at)
        .execution_options(synchronize_session=False)
    )
    plan.offered_from = at
    session().add(plan)
    session().flush()
    audit.record(
        Did.PLAN_SET, str(plan.id), price=plan.price_minor, currency=plan.currency, months=plan.months, seats=plan.seats
    )


def publish(kind: NoticeKind, *, after: int, body_en: str, body_zh: str, at: datetime) -> Notice:
    """Put the version after `after` into force; refused where somebody else has published it meanwhile."""
    notice = Notice(kind=kind, number=after + 1, body_en=body_en, body_zh=body_zh, in_force_at=at)
    try:
        with session().begin_nested():
            session().add(notice)
    except IntegrityError:
        raise Refused(_published_meanwhile()) from None
    audit.record(Did.NOTICE_PUBLISHED, kind.value, number=notice.number)
    return notice


def put_section(section: Section, facts: dict[str, Any]) -> None:
    """Add or change a section; two levels at most."""
    parent = session().get(Section, facts["parent_id"]) if facts["parent_id"] else None
    has_children = section.id and session().scalars(select(Section.id).where(Section.parent_id == section.id)).first()
    if parent is not None and (parent.parent_id or parent.id == section.id or has_children):
        raise Refused(Refusal("too_deep", N_("Sections have two levels: one below another, no deeper.")))
    try:
        with session().begin_nested():
            for name, value in facts.items():
                setattr(section, name, value)
            session().add(section)
    except IntegrityError:
        raise Refused(Refusal("taken_slug", N_("Another section has this address."))) from None
    audit.record(Did.SECTION_CHANGED, section.slug)


def remove_section(section: Section, *, to: Section | None) -> None:
    """Take a section away, its texts going to another one or to none. Refused while sections lie below it."""
    session().execute(select(Section.id).where(Section.id == section.id).with_for_update())
    below = session().scalars(select(Section.id).where(Section.parent_id == section.id)).all()
    if refusal := removal_fault(below=len(below), is_itself=to is section):
        raise Refused(refusal)
    moved = contents.counted(section.id)
    contents.put_elsewhere(section.id, to.id if to else None)
    session().delete(section)
    audit.record(Did.SECTION_REMOVED, section.slug, to=to.slug if to else "", **moved)


def _published_meanwhile() -> Refusal:
    return Refusal(
        "published_meanwhile",
        N_("Somebody else published a version of this notice meanwhile."),
        N_("Open the page again and compare."),
    )


def to_set(club_id: int) -> Club:
    """The club in scope, to be changed; locked until this commit ends."""
    return session().execute(select(Club).where(Club.id == club_id).with_for_update()).scalar_one()
