"""People of the firm are told about its answers, in a request or in a job."""

from typing import Any

from club.clubs.models import Club
from club.core.addresses import absolute
from club.core.db import session
from club.core.messages import Event, Recipient, send
from club.core.scope import current
from club.firms.models import Firm, Membership
from club.people.models import Person


def tell(member: Membership, letter: type[Event], endpoint: str, **facts: Any) -> None:
    """Send a letter to somebody of the firm in their language, with the link to one of its pages."""
    scope = current()
    club, firm = session().get_one(Club, scope.club), session().get_one(Firm, scope.firm)
    person = session().get_one(Person, member.person_id)
    lang = person.lang or firm.lang or club.lang
    facts |= {"club_name": club.name_in(lang), "firm_name": firm.name, "link": absolute(endpoint, firm=firm.slug)}
    send(letter(**facts), Recipient(lang=lang, person_id=person.id, email=person.mailbox))
