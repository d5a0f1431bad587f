"""What the clock lets go of: files and answers of applications that ended, as the notice for applicants promises."""

from datetime import datetime

from sqlalchemy import delete, select, update

from club.applications import actions, queries
from club.applications.keeping_queries import EVER_AT_THE_DESK, FILES_DUE, REST_DUE
from club.applications.keeping_rules import FILES_KEPT, REST_KEPT
from club.applications.letters import VoteWanted
from club.applications.models import Application, Decision, Evidence, Question, Recusal, Vote
from club.applications.move_actions import hold
from club.applications.upload_actions import store
from club.clubs.models import Club
from club.core import clock, links, outbox
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.files import PENDING
from club.core.messages import Message
from club.core.scope import Scope, current

AT_ONCE = 50
"""How many cases one commit lets go of; what is left comes right after it."""


@outbox.handles("applications.let_go_daily", is_daily=True)
def let_go_daily() -> None:
    """Once a day, in every club, let go of what has had its time."""
    for club_id in session().scalars(select(Club.id)):
        outbox.order("applications.let_go", scope=Scope(club_id, staff=True))


@outbox.handles("applications.let_go")
def let_go() -> None:
    """Delete the files of cases that ended, and erase those that ended long ago; a part at a time."""
    at = clock.now()
    with_files = _due(FILES_DUE, ended_by=at - FILES_KEPT)
    for ref in with_files:
        delete_files(actions.load(ref), at=at)
    whole = _due(REST_DUE, ended_by=at - REST_KEPT)
    for ref in whole:
        erase(actions.load(ref), at=at)
    if AT_ONCE in {len(with_files), len(whole)}:
        outbox.order("applications.let_go")


def _due(statement: object, *, ended_by: datetime) -> list[str]:
    return list(read(statement, ended_by=ended_by, most=AT_ONCE).scalars())


def delete_files(application: Application, *, at: datetime) -> None:
    """Delete the rows of a case’s papers, and their bytes once that is committed; done again it changes nothing."""
    hold(application)
    gone = delete(Evidence).where(Evidence.application_id == application.id).returning(Evidence.stored_as)
    keys = list(session().scalars(gone.execution_options(synchronize_session=False)))
    if not keys:
        return
    application.files_deleted_at = at
    outbox.order("applications.forget_files", keys=keys)
    record(Did.EVIDENCE_DELETED, application.ref, files=len(keys))


@outbox.handles("applications.forget_files")
def forget_files(*, keys: list[str]) -> None:
    """Delete bytes that no row names any more, wherever they stand."""
    named = set(read(queries.NAMED_FILES, keys=keys).scalars())
    for key in keys:
        if key not in named:
            store().forget(key)
            store().forget(PENDING + key)


def erase(application: Application, *, at: datetime) -> None:
    """Leave a tombstone of a case: when it came, what became of it, how the board voted; nothing that tells whose.

    Done again it changes nothing.
    """
    hold(application)
    if application.erased_at is not None:
        return
    delete_files(application, at=at)
    _erase_the_row(application)
    _erase_beside(application)
    links.revoke(actions.LINK, application.ref)
    for person_id in read(EVER_AT_THE_DESK).scalars():
        scope = Scope(current().club, person=person_id)
        outbox.order("applications.forget_calls", scope=scope, ref=application.ref)
    application.erased_at = at
    application.version += 1
    record(Did.APPLICATION_ERASED, application.ref)


def _erase_the_row(application: Application) -> None:
    application.legal_name = application.credit_code = application.categories = application.city = ""
    application.contact_name = application.contact_email = application.contact_phone = ""
    application.platforms = []
    application.turnover_minor, application.verified_minor, application.remarks = 0, None, ""
    application.link_wanted_at = None


def _erase_beside(application: Application) -> None:
    """What was written about the case: names to be kept away, questions, reasons, messages."""
    mine = application.id
    for statement in (
        delete(Recusal).where(Recusal.application_id == mine),
        update(Question).where(Question.application_id == mine).values(reason="", answer=""),
        update(Vote).where(Vote.application_id == mine).values(reason=""),
        update(Decision).where(Decision.application_id == mine).values(reason=""),
        delete(Message).where(Message.subject_ref == application.ref),
    ):
        session().execute(statement.execution_options(synchronize_session=False))


@outbox.handles("applications.forget_calls")
def forget_calls(*, ref: str) -> None:
    """Delete the calls to vote on an erased case from the inbox of one person."""
    calls = delete(Message).where(Message.event == VoteWanted.pages, Message.body_text.contains(ref))
    session().execute(calls.execution_options(synchronize_session=False))
