"""Where each request comes in: which site, who it is, what they hold, and in which scope the view may work."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, abort, current_app, g, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin
from sqlalchemy import BigInteger, String, and_, bindparam, cast, func, literal, null, select, union_all

from club import policy
from club.clubs.models import RoleInClub
from club.core import clock, held, links
from club.core.db import read, stop_reading
from club.core.messages import Message
from club.core.scope import Scope, inside
from club.core.site import Site, here
from club.core.walls import reads, reads_installation
from club.firms.models import Firm, FirmStatus, Membership
from club.people.models import Person, SignIn
from club.people.sessions import COOKIE_KEY, hashed
from club.policy import Can, ClubRole, FirmRole

ROOT_ONLY = frozenset({"installation", "health"})
BOTH = frozenset({"home.front", "account", "static"})

_SIGNED_IN = reads_installation(
    select(
        SignIn.id.label("sign_in_id"),
        SignIn.second_factor_at,
        SignIn.expires_at,
        Person.id.label("person_id"),
        Person.ref,
        Person.lang,
        Person.email,
        Person.phone,
        Person.is_operator,
        Person.last_firm_id,
        Person.totp_confirmed_at,
    )
    .join(Person, Person.id == SignIn.person_id)
    .where(SignIn.token_hash == bindparam("token_hash"), SignIn.ended_at.is_(None), Person.erased_at.is_(None))
)
_UNREAD = (
    select(func.count())
    .select_from(Message)
    .where(Message.read_at.is_(None), Message.person_id.is_not(None))
    .scalar_subquery()
)
_NOTHING = cast(null(), BigInteger)
_STANDING = reads(
    union_all(
        select(
            literal("club").label("kind"),
            cast(RoleInClub.role, String).label("role"),
            RoleInClub.name,
            _NOTHING.label("firm_id"),
            cast(null(), String).label("slug"),
            cast(null(), String).label("firm_name"),
            _NOTHING.label("membership_id"),
            _NOTHING.label("department_id"),
            _UNREAD.label("unread"),
        ).where(RoleInClub.person_id == bindparam("scope_person", type_=BigInteger)),
        select(
            literal("firm"),
            cast(Membership.role, String),
            Membership.name,
            Firm.id,
            Firm.slug,
            Firm.name,
            Membership.id,
            Membership.department_id,
            _UNREAD,
        )
        .join(Firm, and_(Firm.club_id == Membership.club_id, Firm.id == Membership.firm_id))
        .where(Membership.left_at.is_(None), Firm.status != FirmStatus.ENDED),
    ),
    as_person=True,
)


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

    def can(self, permission: Can) -> bool:
        """Whether this membership holds a permission in its firm."""
        return permission in policy.FIRM[self.role]


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
    passed_second_factor: bool
    last_firm_id: int | None
    roles: frozenset[ClubRole] = frozenset()
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
    def is_staff(self) -> bool:
        """Whether the person may work at the club's own desk."""
        return bool(self.roles & policy.STAFF_ROLES)

    def can(self, permission: Can) -> bool:
        """Whether the person holds a permission of the club (a firm's is asked of its standing)."""
        return permission in self.held

    def in_firm(self, slug: str) -> Standing | None:
        """The person's membership of the firm with this slug."""
        return next((standing for standing in self.firms if standing.slug == slug), None)


def init_app(app: Flask) -> None:
    """Let every request come in through here. Must be registered before CSRF protection."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.user_loader(_load)
    app.before_request(_enter)
    app.teardown_request(_leave)


def _load(token: str) -> Who | None:
    row = read(_SIGNED_IN, token_hash=hashed(token)).first()
    if row is None or row.expires_at <= clock.now():
        return None
    return Who(
        token=token,
        sign_in_id=row.sign_in_id,
        person_id=row.person_id,
        ref=row.ref,
        lang=row.lang,
        email=row.email,
        phone=row.phone,
        is_operator=row.is_operator,
        has_second_factor=row.totp_confirmed_at is not None,
        passed_second_factor=row.second_factor_at is not None,
        last_firm_id=row.last_firm_id,
    )


def identify(site: Site) -> Who | None:
    """Who sends this request; their roles in the club are read anew each time."""
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies or COOKIE_KEY not in session:
        return None
    who = _load(session[COOKIE_KEY])
    if who is None:
        return None
    held_here = set(policy.SIGNED_IN) | (set(policy.OPERATOR) if who.is_operator else set())
    if site.club is not None:
        with inside(Scope(site.club.id, person=who.person_id)):
            rows = read(_STANDING).all()
            stop_reading()
        _settle_standing(who, rows)
        held_here |= set().union(*(policy.CLUB[role] for role in who.roles))
        held_here |= policy.BELONGING if rows else set()
    who.held = frozenset(held_here)
    return who


def _settle_standing(who: Who, rows: Any) -> None:
    who.roles = frozenset(ClubRole(row.role) for row in rows if row.kind == "club")
    who.club_name = next((row.name for row in rows if row.kind == "club"), "")
    who.unread = rows[0].unread if rows else 0
    firms = [
        Standing(
            row.firm_id, row.slug, row.firm_name, FirmRole(row.role), row.name, row.membership_id, row.department_id
        )
        for row in rows
        if row.kind == "firm"
    ]
    who.firms = tuple(sorted(firms, key=lambda standing: (standing.firm_id != who.last_firm_id, standing.firm_name)))


def _enter() -> ResponseReturnValue | None:
    site = here()
    if site is None or request.endpoint is None:
        abort(404)
    view: Any = current_app.view_functions[request.endpoint]
    permission: Can = view.needs
    if not _is_at_home(site):
        abort(404)
    who = g.who = identify(site)
    g.link = None
    scope = _scope_for(site, who, permission, view)
    if scope is None and permission not in policy.ANYONE | policy.BY_LINK and not _holds(who, permission):
        return _turn_away(who)
    if scope is not None:
        g.stack = ExitStack()
        g.stack.enter_context(inside(scope))
    return None


def _is_at_home(site: Site) -> bool:
    if request.endpoint in BOTH or request.blueprint in BOTH:
        return True
    return (site.club is None) == (request.blueprint in ROOT_ONLY)


def _holds(who: Who | None, permission: Can) -> bool:
    if who is None:
        return False
    if permission in policy.FIRM_PERMISSIONS:
        standing = g.standing = who.in_firm((request.view_args or {}).get("firm", ""))
        return standing is not None and standing.can(permission)
    return who.can(permission)


def _scope_for(site: Site, who: Who | None, permission: Can, view: Any) -> Scope | None:
    """The scope of a view that may be entered; None where there is no club or no right."""
    if site.club is None:
        return None
    person = who.person_id if who else None
    if view.link:
        return _scope_of_link(site.club.id, person, view.link)
    if view.as_desk or permission in policy.ANYONE:
        return Scope(site.club.id, person=person, staff=view.as_desk)
    if who is None or not _holds(who, permission):
        return None
    if permission in policy.FIRM_PERMISSIONS:
        return Scope(site.club.id, firm=g.standing.firm_id, person=person)
    return Scope(site.club.id, person=person, staff=who.is_staff and permission in policy.CLUB_PERMISSIONS)


def _scope_of_link(club: int, person: int | None, purpose: str) -> Scope:
    token = str((request.view_args or {}).get("token", ""))
    link = g.link = links.find(token, purpose, club)
    stop_reading()
    if link is None:
        return Scope(club, person=person)
    return Scope(club, firm=link.firm_id, person=person, staff=link.firm_id is None)


def _turn_away(who: Who | None) -> ResponseReturnValue:
    """A stranger is asked to sign in, keeping what was typed; somebody who may not see it learns nothing."""
    if who is not None:
        abort(404)
    wanted = here().prefix + request.path + (f"?{request.query_string.decode()}" if request.query_string else "")
    if request.method == "POST":
        wanted = held.keep(wanted)
    elif request.method != "GET":
        abort(404)
    return redirect(f"{request.script_root}/login?{held.query(wanted)}", 303)


def _leave(_error: BaseException | None = None) -> None:
    stop_reading()
    stack: ExitStack | None = g.pop("stack", None)
    if stack is not None:
        stack.close()
