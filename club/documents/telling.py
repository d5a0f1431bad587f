"""People of a firm are told about a text of it, in a request or in a job."""

from typing import Any

from sqlalchemy import select

from club.clubs.models import Club
from club.core.addresses import absolute
from club.core.db import session
from club.core.messages import Recipient, send
from club.core.scope import current
from club.documents.kinds import kind_of
from club.documents.letters import AboutDocument
from club.documents.models import Document
from club.firms.models import Firm, Membership
from club.people.models import Person


def tell(member: Membership, letter: type[AboutDocument], document: Document, endpoint: str, **facts: Any) -> None:
    """Send a letter about a document to somebody of the firm, with the link to one of its pages.

    `facts` are the letter's; one that is an argument of the page's address goes into the link.
    """
    firm, kind = session().get_one(Firm, current().firm), kind_of(document.kind)
    where = {"consultation": facts.pop("consultation")} if "consultation" in facts else {}
    link = absolute(endpoint, firm=firm.slug, shelf=kind.shelf or kind.name, ref=document.ref, **where)
    write_to(member, letter, document, link, **facts)


def write_to(
    member: Membership, letter: type[AboutDocument], document: Document, link: str, *, subject: str = "", **facts: Any
) -> None:
    """Send a letter about a document to somebody of the firm, in the own language, with a link made already.

    `subject` names what is to be done, so that the letter is read once that is.
    """
    scope = current()
    club, firm = session().get_one(Club, scope.club), session().get_one(Firm, scope.firm)
    person = session().get_one(Person, member.person_id)
    lang = person.lang or firm.lang or club.lang
    written = letter(club_name=club.name_in(lang), link=link, firm_name=firm.name, title=document.title, **facts)
    send(written, Recipient(lang=lang, person_id=person.id, email=person.mailbox, subject_ref=subject))


def member_of(person: int | None) -> Membership | None:
    """The membership of a person who is still in the firm."""
    mine = select(Membership).where(Membership.person_id == person, Membership.left_at.is_(None))
    return session().scalars(mine).first()
