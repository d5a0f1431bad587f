"""A firm with an exam and somebody who sits it."""

from contextlib import AbstractContextManager
from copy import copy
from datetime import datetime
from typing import Any

from club.core import clock
from club.core.db import session
from club.documents import actions as documents
from club.documents.codec import to_json
from club.documents.edits import digest
from club.documents.kinds.exam.body import Exam, Wait
from club.documents.models import Document
from club.documents.pads import DocumentPad
from club.exams import actions, answer_actions
from club.exams.models import Attempt
from club.exams.rules import Purpose
from club.firms.models import Membership
from club.policy import FirmRole
from tests.documents.bodies import a_clause, a_question, a_standard, an_exam
from tests.makers import a_club, a_document, a_firm, a_membership, a_person, a_pointer, as_firm
from tests.makers.documents import A_DAY

EXAM = an_exam(
    a_question("reply", clauses=("reply",)),
    a_question("gift", clauses=("gift",)),
    minutes=30,
    attempts=2,
    waits=(Wait(days=2),),
    shuffles=False,
)
STANDARD = a_standard(a_clause("reply", must=True), a_clause("gift", must=True))


class Room:
    """Where an exam is sat."""

    def __init__(self, exam: Exam = EXAM, *, role: FirmRole = FirmRole.STAFF) -> None:
        self.club = a_club("crown")
        self.firm = a_firm(self.club, "mill")
        self.person = a_person()
        self.member = a_membership(self.firm, role, self.person, name="Lin Yue")
        self.standard = a_document(self.firm, STANDARD, "standard")
        self.exam = a_document(self.firm, exam, "exam")
        a_pointer(self.firm, self.exam, self.standard)

    def with_another(self, name: str) -> "Room":
        """The same room, and somebody else of the firm who sits."""
        found = copy(self)
        found.person = a_person()
        found.member = a_membership(self.firm, FirmRole.STAFF, found.person, name=name)
        return found

    def inside(self) -> AbstractContextManager[Any]:
        return as_firm(self.firm, self.person.id)

    def begun(self, purpose: Purpose = Purpose.COUNTED, *, at: datetime | None = None, **more: Any) -> Attempt:
        with self.inside():
            document, member = self.held(self.exam), self.held(self.member)
            attempt = actions.begin(document, member, purpose=purpose, at=at or clock.now(), **more)
            session().flush()
            session().expunge(attempt)
            return attempt

    def answered(self, attempt: Attempt, *, at: datetime | None = None, seen: int = 0, **given: str) -> list[Any]:
        """Answer questions by key, and what each came to."""
        with self.inside():
            held = session().merge(attempt)
            when = at or clock.now()
            return [answer_actions.answer(held, key, [one], seen=seen, at=when) for key, one in given.items()]

    def finished(self, attempt: Attempt, *, at: datetime | None = None) -> Attempt:
        with self.inside():
            done = actions.finish(session().merge(attempt), at=at or clock.now())
            session().flush()
            session().expunge(done)
            return done

    def sat(self, *, at: datetime | None = None, purpose: Purpose = Purpose.COUNTED, **given: str) -> Attempt:
        """Begun, answered and handed in."""
        attempt = self.begun(purpose, at=at)
        self.answered(attempt, at=at, **given)
        return self.finished(attempt, at=at)

    def publish(self, exam: Exam) -> None:
        """The next number of the exam."""
        with self.inside():
            held = self.held(self.exam)
            DocumentPad(held, by=None, at=clock.now()).keep(exam)
            session().flush()
            days = {"effective_on": A_DAY, "today": A_DAY}
            documents.publish(held, seen=digest(to_json(exam)), note="", by=None, at=clock.now(), **days)

    def held(self, row: Document | Membership) -> Any:
        return session().merge(row)
