"""An applicant names who must be kept away from the case; the desk says who is meant by a name that is no firm’s."""

from collections.abc import Collection

from sqlalchemy import select

from club.applications import queries, recusal_rules
from club.applications.models import Application, Recusal
from club.applications.move_actions import hold
from club.applications.progress_rules import ALREADY_DECIDED, OPEN_STATUSES
from club.core import clock
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.refs import new_ref
from club.core.refusals import Refused
from club.policy import ClubRole


def name(application: Application, names: Collection[str]) -> None:
    """Leave exactly these names; what is settled of one that stays, stays. Refused once the figure is verified."""
    hold(application)
    if problem := recusal_rules.naming_problem(application.status, is_verified=application.verified_at is not None):
        raise Refused(problem)
    before = {row.words for row in _rows(application)}
    _remove(application, before - set(names))
    firms = [
        recusal_rules.FirmNames(row.id, (row.slug, row.name, row.legal_name or ""))
        for row in read(queries.NAMES_OF_FIRMS)
    ]
    for words in names:
        if words not in before:
            _add(application, words, firms=recusal_rules.firms_meant(words, firms))
    _leave_somebody(application)
    record(Did.RECUSALS_NAMED, application.ref, names=len(names))


def settle(recusal: Recusal, application: Application, *, people: Collection[int]) -> None:
    """Say which of the club’s people a name means, or that it means none. Refused once the application is decided."""
    hold(application)
    if application.status not in OPEN_STATUSES:
        raise Refused(ALREADY_DECIDED)
    ref, words = recusal.ref, recusal.words
    _remove(application, {words})
    _add(application, words, ref=ref, people=people, is_settled=True)
    _leave_somebody(application)
    record(Did.RECUSAL_SETTLED, ref, application=application.ref, people=sorted(people))


def kept_away(application: Application) -> frozenset[int]:
    """Which of the club’s people must not handle an application."""
    rows = read(queries.RECUSALS, application_id=application.id)
    return frozenset(row.person_id for row in rows if row.person_id is not None)


def unsettled(application: Application) -> int:
    """How many names nobody has said the meaning of."""
    return sum(1 for row in _rows(application) if row.settled_at is None)


def recusal_of(application: Application, ref: str) -> Recusal | None:
    """A name of this application that means no member firm."""
    return next((row for row in _rows(application) if row.ref == ref and row.named_firm_id is None), None)


def _rows(application: Application) -> list[Recusal]:
    return list(session().scalars(select(Recusal).where(Recusal.application_id == application.id)))


def _remove(application: Application, words: Collection[str]) -> None:
    for row in _rows(application):
        if row.words in words:
            session().delete(row)
    session().flush()


def _add(
    application: Application,
    words: str,
    *,
    ref: str = "",
    firms: Collection[int] = (),
    people: Collection[int] = (),
    is_settled: bool = False,
) -> None:
    """A row for each firm or person that a name means, one row where it means none; a member firm settles itself."""
    at = clock.now()
    meant = [(firm, None) for firm in firms] + [(None, person) for person in people]
    for place, (firm_id, person_id) in enumerate(meant or [(None, None)]):
        session().add(
            Recusal(
                ref=ref if ref and not place else new_ref(),
                application_id=application.id,
                words=words,
                named_firm_id=firm_id,
                person_id=person_id,
                named_at=at,
                settled_at=at if firms or is_settled else None,
            )
        )


def _leave_somebody(application: Application) -> None:
    """Write the rows, unless nobody would be left for a task at the desk; and pages that stand open are stale."""
    session().flush()
    staff: dict[int, set[ClubRole]] = {}
    for row in read(queries.WHO):
        staff.setdefault(row.person_id, set()).add(row.role)
    if problem := recusal_rules.desk_problem(staff, kept_away(application)):
        raise Refused(problem)
    application.version += 1
