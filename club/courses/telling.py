"""People of a firm are told about a course that they take, the club’s about one that they teach, in their language."""

from typing import Any

from club.clubs.models import Club
from club.core.addresses import absolute
from club.core.db import session
from club.core.messages import Recipient, send
from club.core.scope import current
from club.courses.letters import AboutCourse, AboutTeaching
from club.courses.models import Course
from club.firms.models import Firm, Membership
from club.people.models import Person


def tell(member: Membership, letter: type[AboutCourse], course: Course, **facts: Any) -> None:
    """Send a letter about a course to somebody of the firm in scope."""
    tell_of(member, letter, title=course.title, link=absolute("courses.show", slug=course.slug), **facts)


def tell_of(member: Membership, letter: type[AboutCourse], *, title: str, link: str, **facts: Any) -> None:
    """The same about whatever has a title and a page."""
    scope = current()
    club, firm = session().get_one(Club, scope.club), session().get_one(Firm, scope.firm)
    person = session().get_one(Person, member.person_id)
    lang = person.lang or firm.lang or club.lang
    written = letter(club_name=club.name_in(lang), link=link, firm_name=firm.name, title=title, **facts)
    send(written, Recipient(lang=lang, person_id=person.id, email=person.mailbox))


def tell_teacher(person: Person, letter: type[AboutTeaching], course: Course, *, link: str, **facts: Any) -> None:
    """Send a letter about a course to somebody who teaches it."""
    club = session().get_one(Club, current().club)
    lang = person.lang or club.lang
    written = letter(club_name=club.name_in(lang), link=link, title=course.title, **facts)
    send(written, Recipient(lang=lang, person_id=person.id, email=person.mailbox))
