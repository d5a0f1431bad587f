"""Ownership changes hands by acceptance; a firm has an owner at every moment."""

from datetime import datetime

from sqlalchemy import bindparam, func, select

from club.core import addresses, audit, clock, links, outbox
from club.core.audit import Did
from club.core.db import read, session
from club.core.links import Link
from club.core.refs import new_ref
from club.core.refusals import Refusal, Refused
from club.core.scope import Scope, current
from club.core.text import N_
from club.core.walls import reads_installation
from club.firms.models import Firm, Membership, OwnershipOffer
from club.firms.people_rules import keeps_an_owner
from club.firms.rules import offer_refusal
from club.firms.workspace_actions import firm_here
from club.people import sessions
from club.people.actions import RESET_BY_CLUB, make_reset
from club.people.models import Person
from club.people.rules import RESET_DAYS, may_reset
from club.policy import FirmRole

_RESET = reads_installation(
    select(Link.ref)
    .where(
        Link.purpose == RESET_BY_CLUB,
        Link.firm_id == bindparam("firm_id"),
        Link.club_id == bindparam("club_id"),
        Link.used_at.is_(None),
        Link.revoked_at.is_(None),
        Link.expires_at > bindparam("at"),
    )
    .order_by(Link.id.desc())
    .limit(1)
)


def offer(to: Membership, *, by: Membership, then_role: FirmRole | None, at: datetime) -> OwnershipOffer:
    """Offer a colleague ownership: beside `by`, or in their place, who is `then_role` afterwards.

    An earlier offer to the same person ends.
    """
    firm_here()
    refusal = offer_refusal(to.role, is_self=to.id == by.id, has_left=to.left_at is not None, then_role=then_role)
    if refusal is not None:
        raise Refused(refusal)
    for earlier in _open_offers(to.id):
        earlier.ended_at = at
    made = OwnershipOffer(ref=new_ref(), to_id=to.id, from_id=by.id, then_role=then_role, offered_at=at)
    session().add(made)
    audit.record(Did.OWNER_OFFERED, to.ref, offer=made.ref, hands_over=then_role is not None)
    return made


def accept(made: OwnershipOffer, *, at: datetime) -> None:
    """Become owner; whoever handed the firm over takes the role named. Both sign in anew. Refused if it is over."""
    firm_here()
    session().refresh(made)
    giver, taker = (session().get_one(Membership, key) for key in (made.from_id, made.to_id))
    if made.accepted_at or made.ended_at or giver.role is not FirmRole.OWNER or giver.left_at or taker.left_at:
        raise Refused(Refusal("offer_over", N_("This offer is over."), N_("Ask the owner to make it again.")))
    made.accepted_at = at
    _become(taker, FirmRole.OWNER)
    if made.then_role is not None:
        _become(giver, made.then_role)
        audit.record(Did.FIRM_HANDED_OVER, taker.ref, before=giver.ref)
    else:
        audit.record(Did.OWNER_ADDED, taker.ref, by=giver.ref)


def end(made: OwnershipOffer, *, at: datetime) -> None:
    """Withdraw or decline an offer."""
    if made.accepted_at is None and made.ended_at is None:
        made.ended_at = at
        audit.record(Did.OWNER_OFFER_ENDED, made.ref)


def ask_to_reset(firm: Firm) -> None:
    """Order a link for a new password of the firm's only owner, whom the club's office has heard. At the desk only."""
    audit.record(Did.OWNER_RESET, firm.slug, about_firm=firm.id)
    outbox.order("firms.reset_owner", scope=Scope(firm.club_id, firm.id))


@outbox.handles("firms.reset_owner")
def reset_owner() -> None:
    """Make that link. Carried out in the firm's scope.

    None is made where another owner can help, or where the account is its holder's own: nobody else opens that.
    """
    scope = current()
    owners = (
        session()
        .scalars(select(Membership).where(Membership.role == FirmRole.OWNER, Membership.left_at.is_(None)).limit(2))
        .all()
    )
    if len(owners) != 1 or scope.firm is None:
        return
    person = session().get_one(Person, owners[0].person_id)
    if may_reset(home_firm_id=person.home_firm_id, firm_id=scope.firm):
        return
    make_reset(person, club_id=scope.club, firm_id=scope.firm, days=RESET_DAYS, by_club=True)
    audit.record(Did.ACCOUNT_RESET, person.ref, person=person.id)
    audit.record(Did.MEMBERSHIP_CHANGED, owners[0].ref, what="reset_link")


def reset_address(firm_id: int) -> str:
    """Where the link that the club's office ordered leads; empty while there is none."""
    ref = read(_RESET, firm_id=firm_id, club_id=current().club, at=clock.now()).scalar()
    return f"{addresses.base()}/reset/{links.token_of(ref)}" if ref else ""


def step_down(owner: Membership, *, role: FirmRole) -> None:
    """An owner takes another role. Refused where no other owner stays."""
    firm_here()
    owners = select(func.count(Membership.id)).where(Membership.role == FirmRole.OWNER, Membership.left_at.is_(None))
    refusal = keeps_an_owner(owners=session().scalar(owners) or 0, was=owner.role, becomes=role)
    if refusal is not None:
        raise Refused(refusal)
    _become(owner, role)
    audit.record(Did.MEMBERSHIP_CHANGED, owner.ref, role=role.value)


def _become(membership: Membership, role: FirmRole) -> None:
    membership.role, membership.version = role, membership.version + 1
    sessions.end_all(membership.person_id)


def _open_offers(to_id: int) -> list[OwnershipOffer]:
    mine = select(OwnershipOffer).where(
        OwnershipOffer.to_id == to_id, OwnershipOffer.accepted_at.is_(None), OwnershipOffer.ended_at.is_(None)
    )
    return list(session().scalars(mine))
