"""Instructors offer questions to the club's bank; no exam draws one before an editor took it in."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from club.banks import actions
from club.banks.letters import OfferDecided
from club.banks.models import ClubQuestion
from club.banks.offer_queries import NOT_IN
from club.banks.offer_rules import MOST_OFFERED, MOVED_ON, TOO_MANY
from club.banks.queries import CLUB
from club.core import outbox
from club.core.addresses import absolute
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.messages import Recipient, send
from club.core.refusals import Refused
from club.core.scope import Scope, current
from club.documents.kinds.exam.body import Question
from club.people.leaving import ends_with_teaching, still_may
from club.people.models import Person
from club.policy import Can
from club.talks.handing_actions import UNREAD
from club.talks.publication import the_club

TELL_AUTHOR = "banks.tell_author"
TAKEN = "bank_taken"
"""What the message that a question was taken is found by."""


def offer(
    question: Question, *, tags: Sequence[str], by: int, at: datetime, standard: int | None = None
) -> ClubQuestion:
    """Lay a question before the editors. Refused where the bank has it, and to whoever has too many waiting."""
    if read(NOT_IN, viewer=by).scalar_one() >= MOST_OFFERED:
        raise Refused(TOO_MANY)
    row: ClubQuestion = actions.add(CLUB, question, tags=tags, by=by, at=at, standard=standard)
    row.author_id, row.offered_at = by, at
    return row


def offer_again(row: ClubQuestion, *, at: datetime) -> None:
    """Lay a question that its author changed before the editors anew, whatever they said of it before."""
    row.offered_at, row.declined_at, row.remark = at, None, ""


def decide(row: ClubQuestion, *, is_taken: bool, remark: str = "", at: datetime) -> None:
    """Take an offered question into the bank, or decline it with words; its author is told.

    Refused where somebody has decided already.
    """
    if row.offered_at is None or row.declined_at is not None:
        raise Refused(MOVED_ON)
    row.offered_at, row.declined_at = (None, None) if is_taken else (row.offered_at, at)
    row.remark = "" if is_taken else remark
    record(Did.BANK_OFFER_DECIDED, row.ref, taken=is_taken)
    if row.author_id not in {None, current().person}:
        scope = Scope(current().club, None, row.author_id)
        outbox.order(TELL_AUTHOR, scope=scope, ref=row.ref, text=row.text, is_taken=is_taken, words=row.remark)


@outbox.handles(TELL_AUTHOR)
def _tell_author(*, ref: str, text: str, is_taken: bool, words: str) -> None:
    """Tell whoever offered it; that several were taken is told once, until it is read."""
    author = session().get_one(Person, current().person, with_for_update=True)
    if is_taken and read(UNREAD, subject=TAKEN).first() is not None:
        return
    club = the_club()
    lang = author.lang or club.lang
    link = absolute("banks.club_index") if is_taken else absolute("banks.club_edit", ref=ref)
    letter = OfferDecided(club_name=club.name_in(lang), link=link, text=text, is_taken=is_taken, words=words)
    found_by = TAKEN if is_taken else f"bank_offer:{ref}"
    send(letter, Recipient(lang=lang, person_id=author.id, email=author.mailbox, subject_ref=found_by))


@ends_with_teaching
def _leave_questions(person_id: int) -> None:
    """What somebody offered who composes no exams any more is the editors’."""
    if still_may(person_id, Can.EXAM_WRITE):
        return
    for row in session().scalars(select(ClubQuestion).where(ClubQuestion.author_id == person_id).with_for_update()):
        row.author_id = None
