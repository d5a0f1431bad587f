"""Ownership changes hands by acceptance; a firm has an owner at every moment."""

from datetime import datetime

from sqlalchemy import func, select

from club.core import audit
from club.core.audit import Did
from club.core.db import session
from club.core.refs import new_ref
from club.core.refusals import Refusal, Refused
from club.core.text import N_
from club.firms.models import Membership, OwnershipOffer
from club.firms.people_rules import keeps_an_owner
from club.firms.rules import offer_refusal
from club.firms.workspace import firm_here
from club.people import sessions
from club.policy import FirmRole


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
