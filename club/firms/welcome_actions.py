"""The owner's first way in: an invitation made inside the firm once its dues are paid."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from club.clubs.models import Club
from club.core import addresses, audit, clock, links, mail, outbox
from club.core.audit import Did
from club.core.db import read, session
from club.core.links import Link, Made
from club.core.messages import Recipient, send_link
from club.core.refusals import Refused
from club.core.scope import current
from club.core.walls import reads, reads_installation
from club.firms.actions import record_of
from club.firms.letters import Welcome
from club.firms.models import Firm, FirmRecord, Invitation
from club.firms.rules import WELCOME_DAYS, welcome_refusal
from club.people.joining_actions import JOIN, MAILED, end_links
from club.policy import FirmRole

_WELCOME = reads(select(FirmRecord.welcome_ref).where(FirmRecord.firm_id == bindparam("firm_id")))
_LINKS = reads_installation(
    select(Link.ref, Link.subject, Link.used_at, Link.revoked_at, Link.expires_at)
    .where(
        Link.purpose == bindparam("purpose"),
        Link.subject.in_(bindparam("subjects", expanding=True)),
        Link.club_id == bindparam("club_id"),
    )
    .order_by(Link.id.desc())
)


@dataclass(frozen=True)
class WayIn:
    """How far the owner's way in has come; `address` only while a link is open."""

    is_made: bool = False
    has_come_in: bool = False
    address: str = ""

    @property
    def waits(self) -> bool:
        """Whether the owner was asked in and has not come."""
        return self.is_made and not self.has_come_in

    @property
    def ran_out(self) -> bool:
        """Whether the owner waits outside without a link."""
        return self.waits and not self.address


@outbox.handles("firms.welcome")
def welcome() -> None:
    """Invite the contact as the firm's owner. Carried out in the firm's scope.

    One link stands on the page of the application; the letter has another, which proves the mailbox when it is opened.
    """
    scope = current()
    firm = session().get_one(Firm, scope.firm)
    record = record_of(firm.id)
    invitation = Invitation(
        ref=record.welcome_ref,
        role=FirmRole.OWNER,
        name=record.contact_name or firm.name,
        email=record.contact_email,
        phone=record.contact_phone,
        invited_at=clock.now(),
    )
    session().add(invitation)
    _link_to(invitation.ref, firm_id=firm.id)
    audit.record(Did.PERSON_INVITED, invitation.ref, role=FirmRole.OWNER.value)
    club_name = session().get_one(Club, firm.club_id).name_in(firm.lang)
    letter = Welcome(club_name=club_name, firm_name=firm.name, days=WELCOME_DAYS)
    if record.contact_email and mail.is_on():
        link = _link_to(invitation.ref + MAILED, firm_id=firm.id)
        send_link(letter, link, "join.show", Recipient(lang=firm.lang, email=record.contact_email))


def join_address(token: str) -> str:
    """Where an invitation is opened."""
    return addresses.base() + f"/join/{token}"


def way_in(firm_id: int) -> WayIn:
    """How the first owner of a firm comes in: not asked yet, asked, or here."""
    ref = read(_WELCOME, firm_id=firm_id).scalar()
    if not ref:
        return WayIn()
    made = read(_LINKS, purpose=JOIN, subjects=[ref, ref + MAILED], club_id=current().club).all()
    at, shown = clock.now(), (link for link in made if link.subject == ref)
    is_open = (link.ref for link in shown if not link.used_at and not link.revoked_at and link.expires_at > at)
    latest = next(is_open, None)
    return WayIn(
        is_made=bool(made),
        has_come_in=any(link.used_at for link in made),
        address=join_address(links.token_of(latest)) if latest else "",
    )


def renew(firm: Firm, *, only_if_over: bool = False) -> str:
    """A new link for an owner who has not come in, its address; the old one ends. At the club's desk only.

    `only_if_over` keeps a link that is still open. Refused before the firm is active and once its owner is in.
    """
    ref = _held_record(firm).welcome_ref
    before = way_in(firm.id)
    if only_if_over and before.waits and before.address:
        return before.address
    end_links(ref)  # waits for an owner who comes in at this moment
    now = way_in(firm.id)
    if refusal := welcome_refusal(firm.status, is_asked=now.is_made, has_come_in=now.has_come_in):
        raise Refused(refusal)
    link = _link_to(ref, firm_id=firm.id)
    session().flush()
    audit.record(Did.OWNER_LINK_RENEWED, firm.slug, about_firm=firm.id)
    return join_address(links.token_of(link.ref))


def _held_record(firm: Firm) -> FirmRecord:
    """The firm's record, locked until this commit: of two presses the second sees the link of the first."""
    held = select(FirmRecord).where(FirmRecord.firm_id == firm.id).with_for_update()
    return session().execute(held, execution_options={"populate_existing": True}).scalar_one()


def _link_to(subject: str, *, firm_id: int) -> Made:
    return links.make(JOIN, subject, days=WELCOME_DAYS, club_id=current().club, firm_id=firm_id)
