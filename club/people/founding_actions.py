"""A club's administrator whom the operator invites: the invitation itself, made inside the club."""

from club.clubs.first_actions import INVITE
from club.clubs.models import Club
from club.core import clock, mail, outbox
from club.core.db import session
from club.core.messages import Recipient, send_link
from club.core.scope import current
from club.people import staff_actions
from club.people.joining_actions import INVITATION_DAYS, make_link
from club.people.letters import InvitedToClub
from club.policy import ClubRole


@outbox.handles(INVITE)
def _invite(*, ref: str, called: str, email: str) -> None:
    scope = current()
    club = session().get_one(Club, scope.club)
    roles = [ClubRole.ADMINISTRATOR]
    # Nobody in the club may be left who could confirm, so nobody of the club stands as the inviter.
    staff_actions.invite(roles=roles, name=called, email=email, by=None, at=clock.now(), ref=ref)
    if email and mail.is_on():
        letter = InvitedToClub(club_name=club.name_in(club.lang), name=called, days=INVITATION_DAYS)
        to = Recipient(lang=club.lang, email=email)
        send_link(letter, make_link(ref, is_mailed=True), "join.show", to)
