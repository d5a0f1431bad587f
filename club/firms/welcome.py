"""The owner's first way in: an invitation made inside the firm once its dues are paid."""

from sqlalchemy import bindparam, select

from club.clubs.models import Club
from club.core import addresses, audit, clock, links, outbox
from club.core.audit import Did
from club.core.db import read, session
from club.core.messages import Recipient, send
from club.core.scope import current
from club.core.walls import reads
from club.firms.actions import record_of
from club.firms.letters import Welcome
from club.firms.models import Firm, FirmRecord, Invitation
from club.firms.rules import WELCOME_DAYS
from club.policy import FirmRole

JOIN = "join"
"""The purpose of an invitation's link; its subject is the invitation's ref."""

_WELCOME = reads(select(FirmRecord.welcome_ref).where(FirmRecord.firm_id == bindparam("firm_id")))


@outbox.handles("firms.welcome")
def welcome() -> None:
    """Invite the contact as the firm's owner and send the link. Carried out in the firm's scope."""
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
    link = links.make(JOIN, invitation.ref, days=WELCOME_DAYS, club_id=firm.club_id, firm_id=firm.id)
    audit.record(Did.PERSON_INVITED, invitation.ref, role=FirmRole.OWNER.value)
    send(
        Welcome(
            club_name=session().get_one(Club, firm.club_id).name_in(firm.lang),
            firm_name=firm.name,
            days=WELCOME_DAYS,
            link=join_address(links.token_of(link.ref)),
        ),
        Recipient(lang=firm.lang, email=record.contact_email, subject_ref=record.case_ref),
    )


def join_address(token: str) -> str:
    """Where an invitation is opened."""
    return addresses.base() + f"/join/{token}"


def owner_link(firm_id: int) -> str | None:
    """The address by which a new firm's owner comes in; None before activation, once used, and when it ran out."""
    ref = read(_WELCOME, firm_id=firm_id).scalar()
    token = links.token_for(JOIN, ref, current().club) if ref else None
    return join_address(token) if token else None
