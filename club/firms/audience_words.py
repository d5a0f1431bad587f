"""What people read of whom something is for."""

from flask_babel import gettext

from club.firms.audience_rules import Audience
from club.firms.words import ROLES
from club.policy import FirmRole


def audience_words(audience: Audience, target: str, name: str) -> str:
    """An audience in words; `name` is what its department, stage or standard is called."""
    match audience:
        case Audience.EVERYBODY:
            return str(gettext("everybody in the firm"))
        case Audience.PEOPLE:
            return str(gettext("people by name"))
        case Audience.ROLE:
            return str(gettext("role: %(role)s", role=gettext(ROLES[FirmRole(target)])))
        case Audience.DEPARTMENT:
            return name
        case Audience.STANDARD:
            return str(gettext("standard: %(name)s", name=name))
        case Audience.STAGE | Audience.CLUB_STAGE:
            return str(gettext("stage: %(name)s", name=name))
