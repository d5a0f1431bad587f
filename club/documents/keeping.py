"""A document's own facts: who keeps it, where it belongs, when it is looked at again, and in which languages."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from club.core import clock, outbox
from club.core.audit import Did, record
from club.core.clock import Days
from club.core.db import session
from club.core.refusals import Refused
from club.documents import refusals
from club.documents.body import Language
from club.documents.drafts import refuse_retired
from club.documents.languages import in_language, is_in_both, paired
from club.documents.letters import ReviewDayReached
from club.documents.models import Document
from club.documents.pads import DocumentPad
from club.documents.telling import tell
from club.firms.ends import when_department_goes
from club.firms.models import Department, Membership
from club.policy import FIRM, Can, FirmRole

REVIEW_DUE = "documents.review_due"


def set_facts(
    document: Document,
    *,
    keeper: Membership | None,
    department: Department | None,
    review_on: date | None,
    days: Days,
) -> None:
    """Who keeps a text, to which department it belongs, and the day on which its keeper is told to look at it again."""
    refuse_retired(document)
    is_new_day = review_on is not None and review_on != document.review_on
    if is_new_day and review_on is not None and review_on < days.today():
        raise Refused(refusals.REVIEW_DAY_GONE)
    document.keeper_id = keeper.id if keeper else None
    document.department_id = department.id if department else None
    document.review_on, document.version = review_on, document.version + 1
    if is_new_day and review_on is not None:
        after = max(days.begins(review_on) - clock.now(), timedelta())
        outbox.order(REVIEW_DUE, after=after, document=document.id, day=review_on.isoformat())
    facts: dict[str, Any] = {
        "keeper": keeper.ref if keeper else None,
        "department": department.ref if department else None,
    }
    record(Did.DOCUMENT_FACTS_SET, document.ref, review_on=review_on.isoformat() if review_on else None, **facts)


@outbox.handles(REVIEW_DUE)
def review_due(*, document: int, day: str) -> None:
    """On the review date the keeper is told, once; where nobody keeps the text, its owners are."""
    mine = select(Document).where(Document.id == document).with_for_update()
    found = session().scalars(mine).first()
    reached = date.fromisoformat(day)
    if found is None or found.retired_at or found.review_on != reached or found.review_told_on == reached:
        return
    found.review_told_on = reached
    for member in _keepers(found):
        tell(member, ReviewDayReached, found, "documents.show", day=reached)
    record(Did.DOCUMENT_REVIEW_DUE, found.ref, review_on=day)


def add_language(document: Document, *, by: int | None, at: datetime) -> None:
    """Put the draft into two languages; the second one is to be filled in. Refused where it has both."""
    pad = DocumentPad(document, by=by, at=at)
    body = pad.opened()
    if is_in_both(body):
        raise Refused(refusals.IN_BOTH)
    pad.keep(paired(body, _own(document)), language="added")


def remove_language(document: Document, *, by: int | None, at: datetime) -> None:
    """Take the second language out of the draft. Refused where there is only one."""
    pad = DocumentPad(document, by=by, at=at)
    body = pad.opened()
    if not is_in_both(body):
        raise Refused(refusals.IN_ONE)
    pad.keep(in_language(body, _own(document)), language="removed")


@when_department_goes
def _leave_department(department_id: int) -> None:
    for document in session().scalars(select(Document).where(Document.department_id == department_id)):
        document.department_id = None


def _keepers(document: Document) -> list[Membership]:
    here = select(Membership).where(Membership.left_at.is_(None))
    keeper = session().scalars(here.where(Membership.id == document.keeper_id)).first()
    return [keeper] if keeper else list(session().scalars(here.where(Membership.role == FirmRole.OWNER)))


def writing_keepers(document: Document) -> list[Membership]:
    """Who keeps a text, if they may write it; else the owners."""
    found = _keepers(document)
    if all(Can.DOCUMENT_WRITE in FIRM[one.role] for one in found):
        return found
    here = select(Membership).where(Membership.left_at.is_(None), Membership.role == FirmRole.OWNER)
    return list(session().scalars(here))


def _own(document: Document) -> Language:
    return "zh" if document.lang == "zh" else "en"
