"""A firm of the club that has its people and departments, and no text yet."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from club.clubs.models import Club
from club.core import clock
from club.core.db import session
from club.documents.codec import read as read_body
from club.documents.entries import with_fields
from club.documents.kinds import kind_of
from club.firms.models import Firm
from club.library.models import Template, TemplateRevision
from club.people import passwords
from club.policy import FirmRole
from tests.journeys.crown import Account
from tests.makers import a_club, a_department, a_firm, a_library, a_membership, a_newer_number, a_person, as_desk

STANDARD, EXAM = "Customer-service standard", "Exam for going live in customer service"
GREETING, CLOSING = "reception-greet", "reception-close"
CLUBS: dict[str, dict[str, Any]] = {
    GREETING: {
        "text": {
            "en": "Step 1, greet: the first reply comes within 20 seconds on average, in a sales festival within 60, "
            "and picks up what the buyer wrote. No question waits for more than 5 minutes.",
            "zh": "第 1 步 问候：首次响应平均 20 秒以内，大促 60 秒以内，接住买家说的话。任何问题不超过 5 分钟没人回。",
        }
    },
    CLOSING: {
        "text": {
            "en": "Step 6, close: say what happens next and when, and thank the buyer; ask whether anything is open.",
            "zh": "第 6 步 收尾：说明接下来什么时候发生什么，向买家道谢，问是否还有疑问。",
        }
    },
}
"""What the club's second number changes: a time, and a sentence that the firm has changed, too."""


@dataclass(frozen=True)
class Mill:
    """The firm and whoever has a part in the story."""

    club: Club
    firm: Firm
    owner: Account
    staff: tuple[Account, Account]


def a_mill() -> Mill:
    club = a_club("crown")
    a_library(club)
    firm = a_firm(club, "mill", set_up_at=clock.now(), activated_at=clock.now())
    service = a_department(firm, "Customer service", kind="service")
    owner = _somebody(firm, FirmRole.OWNER, "Lin Yue", None)
    agents = [_somebody(firm, FirmRole.STAFF, name, service.id) for name in ("Zhou Xia", "Qian Le")]
    return Mill(club, firm, owner, (agents[0], agents[1]))


def _somebody(firm: Firm, role: FirmRole, name: str, department_id: int | None) -> Account:
    account = Account(f"{name.split(maxsplit=1)[0].lower()}@mill.example")
    facts = {"password_hash": passwords.hashed(account.password), "password_changed_at": clock.now()}
    a_membership(firm, role, a_person(account.identifier, **facts), name=name, department_id=department_id)
    return account


def the_club_publishes_the_next_number(club: Club) -> None:
    """With another time, and another sentence."""
    with as_desk(club):
        template = session().scalars(select(Template).where(Template.slug == "service-standard")).one()
        newest = session().scalars(select(TemplateRevision).where(TemplateRevision.template_id == template.id)).one()
        kind = kind_of(template.kind)
        body: Any = read_body(kind, {"kind": kind.name, "schema": newest.schema, "body": newest.body})
        session().expunge(template)
    for key, fields in CLUBS.items():
        body = with_fields(body, key, fields)
    a_newer_number(club, template, body)
