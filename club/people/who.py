"""Who sends a request, and what they hold in the club at hand."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_login import UserMixin

from club import policy
from club.core.clock import Days
from club.policy import Can, ClubRole, FirmRole


@dataclass(frozen=True)
class Standing:
    """One membership of the acting person."""

    firm_id: int
    slug: str
    firm_name: str
    role: FirmRole
    name: str
    membership_id: int
    department_id: int | None
    days: Days
    is_held_back: bool = False

    @property
    def held(self) -> frozenset[Can]:
        """What this membership holds in its firm: nothing while a second factor is missing."""
        return frozenset() if self.is_held_back else policy.FIRM[self.role]

    def can(self, permission: Can) -> bool:
        """Whether this membership holds a permission in its firm."""
        return permission in self.held

    @property
    def sees_all(self) -> bool:
        """Whether this membership sees everybody in the firm."""
        return self.role in policy.SEES_ALL

    @property
    def sight(self) -> dict[str, Any]:
        """Whom this membership sees, as reads of people ask it (`MAY_SEE`)."""
        return {"sees_all": self.sees_all, "viewer": self.membership_id}

    def today(self) -> date:
        """The firm’s working day; a night shift’s ends when the next one starts."""
        return self.days.today()


@dataclass
class Who(UserMixin):
    """Who is signed in, and what they hold in the club at hand."""

    token: str
    sign_in_id: int
    person_id: int
    ref: str
    lang: str
    email: str | None
    phone: str | None
    is_operator: bool
    has_second_factor: bool
    lacks_second_factor: bool
    last_firm_id: int | None
    has_proven_mail: bool = False
    roles: frozenset[ClubRole] = frozenset()
    roles_held_back: frozenset[ClubRole] = frozenset()
    firms: tuple[Standing, ...] = ()
    unread: int = 0
    club_name: str = ""
    held: frozenset[Can] = field(default_factory=frozenset)

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie: the sign-in's token."""
        return self.token

    @property
    def name(self) -> str:
        """The name by which this club or a firm of it knows the person."""
        return self.club_name or (self.firms[0].name if self.firms else self.email or self.phone or self.ref)

    @property
    def is_held_back(self) -> bool:
        """Whether something this person holds here waits for a sign-in with a second factor."""
        held_in_firm = any(standing.is_held_back for standing in self.firms)
        return bool(self.roles_held_back) or held_in_firm or (self.is_operator and self.lacks_second_factor)

    @property
    def is_staff(self) -> bool:
        """Whether the person may work at the club's own desk."""
        return bool(self.roles & policy.STAFF_ROLES)

    def can(self, permission: Can) -> bool:
        """Whether the person holds a permission of the club (a firm's is asked of its standing)."""
        return permission in self.held

    def in_firm(self, slug: str) -> Standing | None:
        """The person's membership of the firm with this slug."""
        return next((standing for standing in self.firms if standing.slug == slug), None)
