"""A firm with a standard that its people sign."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from club.acknowledgements import actions
from club.acknowledgements.models import Assignment, Signature, Telling
from club.acknowledgements.queries import MINE, OF_TEXT, Duty, duties
from club.acknowledgements.rules import State
from club.core import clock
from club.core.clock import Days
from club.core.db import db, read, session
from club.core.jobs import finish_all
from club.core.messages import Message
from club.documents.models import Document, Revision
from club.firms.audience_rules import Audience
from club.firms.models import Membership
from club.policy import FirmRole
from tests.documents.bodies import a_clause, a_standard
from tests.makers import (
    a_club,
    a_department,
    a_document,
    a_firm,
    a_lead,
    a_membership,
    a_next_number,
    a_person,
    as_firm,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 23, 12, tzinfo=SHANGHAI)
TODAY = date(2026, 11, 23)


def a_text(reply: str = "Reply in 30 seconds.", hello: str = "Say hello to every buyer first.") -> Any:
    """A standard of two clauses: a number in the first makes a change major, words in the second a minor one."""
    return a_standard(a_clause("reply", text=reply), a_clause("hello", text=hello))


MAJOR, MINOR, TYPO = (
    a_text(reply="Reply in 20 seconds."),
    a_text(hello="Say hello to every buyer with their name."),
    a_text(hello="Say helo to every buyer first."),
)


class Mill:
    """Owner, people office, lead and staff of service, one of the store; the standard in force as edition 1."""

    def __init__(self, slug: str = "mill", club: Any = None, **facts: Any) -> None:
        self.club = club or a_club("crown")
        self.firm = a_firm(self.club, slug, set_up_at=clock.now(), **facts)
        self.service, self.store = (a_department(self.firm, name) for name in ("Service", "Store"))
        self.people: dict[str, tuple[Any, Any]] = {}
        self.member("owner", FirmRole.OWNER, "Lin Yue")
        self.member("office", FirmRole.PEOPLE_OFFICE, "Sun Mei")
        self.member("lead", FirmRole.LEAD, "Wang Ting", department_id=self.service.id)
        self.member("staff", FirmRole.STAFF, "Zhou Xia", department_id=self.service.id)
        self.member("other", FirmRole.STAFF, "Li Kai", department_id=self.store.id)
        self.member("books", FirmRole.ACCOUNTANT, "Ye Hui")
        a_lead(self.firm, self.service, self.people["lead"][1])
        self.document = a_document(self.firm, a_text(), "standard")

    def member(self, name: str, role: FirmRole, called: str, **facts: Any) -> Membership:
        person = a_person(f"{name}@{self.firm.slug}.example")
        self.people[name] = (person, a_membership(self.firm, role, person, name=called, **facts))
        return self.people[name][1]

    def assign(self, audience: Audience = Audience.EVERYBODY, *, days: int = 7, tells: bool = True, **to: Any) -> str:
        """The ref of the assignment; unless said otherwise those whom it reaches are told."""
        owner = self.people["owner"][0].id
        with as_firm(self.firm, owner):
            made = actions.assign(
                session().get_one(Document, self.document.id),
                audience,
                days=days,
                today=self.today,
                by=owner,
                at=clock.now(),
                **to,
            )
            ref = made.ref
        if tells:
            finish_all()
        return ref

    def sign(
        self, name: str, *, number: int | None = None, digest: str | None = None, today: date | None = None
    ) -> Any:
        """Sign what is in force, or what the page is said to have shown."""
        with as_firm(self.firm, self.people[name][0].id):
            row = self._row(name)
            return actions.sign(
                session().get_one(Document, self.document.id),
                session().get_one(Membership, self.people[name][1].id),
                number=number if number is not None else row.number,
                digest=digest if digest is not None else row.digest,
                lang="en",
                without_pay=False,
                today=today or self.today,
                at=clock.now(),
            )

    def _row(self, name: str) -> Any:
        found = read(MINE, membership_id=self.people[name][1].id, today=self.today).first()
        return found or session().scalars(select(Revision).where(Revision.document_id == self.document.id)).first()

    def publish(self, body: Any, *, effective_on: date | None = None) -> None:
        a_next_number(self.firm, self.document, body, effective_on=effective_on)
        finish_all()

    @property
    def today(self) -> date:
        return clock.today("Asia/Shanghai")

    def duties(self) -> dict[str, Duty]:
        """How everybody who is to sign the standard stands, by name."""
        days = Days("Asia/Shanghai")
        with as_firm(self.firm):
            rows = read(OF_TEXT, document_id=self.document.id, today=self.today, sees_all=True, viewer=0).all()
        return {one.row.name: one for one in duties(rows, days)}

    def states(self) -> dict[str, State]:
        return {name: one.standing.state for name, one in self.duties().items()}

    def told(self, name: str) -> list[str]:
        """What somebody was told, the first message first; those of one moment by name."""
        with as_firm(self.firm, self.people[name][0].id):
            return list(session().scalars(select(Message.event).order_by(Message.written_at, Message.event)))

    def tellings(self, name: str) -> list[tuple[int, str]]:
        mine = select(Telling).where(Telling.membership_id == self.people[name][1].id).order_by(Telling.id)
        with as_firm(self.firm):
            return [(one.number, one.what) for one in session().scalars(mine)]

    def signatures(self) -> list[tuple[str, int]]:
        with as_firm(self.firm):
            return [(one.name, one.number) for one in session().scalars(select(Signature).order_by(Signature.id))]

    def assignments(self) -> list[Assignment]:
        with as_firm(self.firm):
            return list(db.session.scalars(select(Assignment).order_by(Assignment.id)))


def later(days: int) -> datetime:
    """Noon so many days after the first."""
    return NOON + timedelta(days=days)
