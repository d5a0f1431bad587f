"""Where each request comes in: which site, who it is, what they hold, and in which scope the view may work."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any

from flask import Flask, Request, abort, current_app, g, request, session
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from sqlalchemy import BigInteger, Integer, String, and_, bindparam, cast, func, literal, null, or_, select, union_all

from club import policy
from club.clubs.models import RoleInClub
from club.core import at_hand, clock, held, links
from club.core.db import read
from club.core.leading import lead
from club.core.messages import Message
from club.core.scope import Scope, inside
from club.core.site import Site, here
from club.core.walls import reads, reads_installation
from club.firms.models import Firm, FirmStatus, Membership
from club.firms.people_queries import SEEN_COLLEAGUES
from club.people.models import Person, SignIn
from club.people.sessions import COOKIE_KEY, hashed, of_this_browser
from club.people.who import Standing, Who
from club.policy import Can, ClubRole, FirmRole
from config import Settings

ROOT_ONLY = frozenset({"installation", "health", "metrics"})
LONGEST_NAME = 200
BOTH = frozenset({"home.front", "home.robots", "account", "static"})

_SIGNED_IN = reads_installation(
    select(
        SignIn.id.label("sign_in_id"),
        SignIn.second_factor_at,
        SignIn.expires_at,
        Person.id.label("person_id"),
        Person.ref,
        Person.lang,
        Person.email_verified_at,
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
            cast(null(), String).label("zone"),
            cast(null(), Integer).label("day_starts_at"),
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
            Firm.zone,
            Firm.day_starts_at,
            _UNREAD,
        )
        .join(Firm, and_(Firm.club_id == Membership.club_id, Firm.id == Membership.firm_id))
        .where(Membership.left_at.is_(None), Firm.status != FirmStatus.ENDED),
    ),
    as_person=True,
)
_LATEST = reads_installation(select(SignIn.person_id).where(SignIn.token_hash == bindparam("token_hash")))
_NAMED_FIRM = reads(
    select(Firm.id, Firm.slug, Firm.name)
    .where(
        or_(Firm.slug == bindparam("called"), func.lower(Firm.name) == bindparam("called")),
        Firm.status != FirmStatus.ENDED,
    )
    .order_by(Firm.slug)
)


class SignIns(LoginManager):
    """Flask-Login without its print of each browser: our sign-ins are rows, which end by themselves."""

    def _session_protection_failed(self) -> bool:
        return False


def init_app(app: Flask) -> None:
    """Let every request come in through here. Must be registered before CSRF protection."""
    manager = SignIns()
    manager.user_loader(_load)
    held.ask_whose(app, _whose)
    # Set here and not by its init_app, which would look through each answer for a cookie that nobody sets.
    app.login_manager = manager  # type: ignore[attr-defined]
    app.before_request(_enter)
    app.teardown_request(_leave)


def _whose() -> int | None:
    """Whose browser this is: of whoever is signed in, else of whoever was last."""
    if who := g.get("who"):
        return int(who.person_id)
    latest = of_this_browser()
    found: int | None = read(_LATEST, token_hash=latest).scalar() if latest else None
    return found


def _load(token: str) -> Who | None:
    row = read(_SIGNED_IN, token_hash=hashed(token)).first()
    if row is None or row.expires_at <= clock.now():
        return None
    settings: Settings = current_app.extensions["settings"]
    return Who(
        token=token,
        sign_in_id=row.sign_in_id,
        person_id=row.person_id,
        ref=row.ref,
        lang=row.lang,
        email=row.email,
        phone=row.phone,
        is_operator=row.is_operator,
        has_proven_mail=row.email_verified_at is not None,
        has_second_factor=row.totp_confirmed_at is not None,
        lacks_second_factor=settings.require_second_factor and row.second_factor_at is None,
        last_firm_id=row.last_firm_id,
    )


def identify(site: Site) -> Who | None:
    """Who sends this request; their roles in the club are read anew each time."""
    if at_hand.served().config["SESSION_COOKIE_NAME"] not in at_hand.asked().cookies or COOKIE_KEY not in session:
        return None
    # A request inside an open application context finds there who came before.
    at_hand.beside().pop("_login_user", None)
    who: Who = current_user._get_current_object()  # noqa: SLF001
    if not who.is_authenticated:
        return None
    is_running = who.is_operator and not who.lacks_second_factor
    held_here = set(policy.SIGNED_IN) | (set(policy.OPERATOR) if is_running else set())
    if site.club is not None:
        with inside(Scope(site.club.id, person=who.person_id)):
            rows = read(_STANDING).all()
        _settle_standing(who, rows, site.club.zone)
        held_here |= set().union(*(policy.CLUB[role] for role in who.roles))
        held_here |= policy.BELONGING if rows else set()
    who.held = frozenset(held_here)
    return who


def _settle_standing(who: Who, rows: Any, zone: str) -> None:
    weighty = policy.WEIGHTY_IN_CLUB if who.lacks_second_factor else frozenset()
    weighty_in_firm = policy.WEIGHTY_IN_FIRM if who.lacks_second_factor else frozenset()
    roles = frozenset(ClubRole(row.role) for row in rows if row.kind == "club")
    who.roles, who.roles_held_back = roles - weighty, roles & weighty
    who.club_name = next((row.name for row in rows if row.kind == "club"), "")
    who.unread = rows[0].unread if rows else 0
    firms = [
        Standing(
            row.firm_id,
            row.slug,
            row.firm_name,
            FirmRole(row.role),
            row.name,
            row.membership_id,
            row.department_id,
            clock.Days(row.zone or zone, row.day_starts_at),
            is_held_back=row.role in weighty_in_firm,
        )
        for row in rows
        if row.kind == "firm"
    ]
    who.firms = tuple(sorted(firms, key=lambda standing: (standing.firm_id != who.last_firm_id, standing.firm_name)))


def _enter() -> ResponseReturnValue | None:
    site, asked, kept = here(), at_hand.asked(), at_hand.beside()
    if site is None or asked.endpoint is None:
        abort(404)
    view: Any = at_hand.served().view_functions[asked.endpoint]
    permission: Can = view.needs
    if not _is_at_home(site, asked):
        abort(404)
    who = kept.who = identify(site)
    kept.link = kept.named_firm = kept.zone = kept.beside = None
    kept.colleagues = ()
    scope = _scope_for(site, who, permission, view)
    if scope is None and permission not in policy.ANYONE | policy.BY_LINK and not _holds(who, permission):
        return _turn_away(who)
    if scope is not None:
        if view.colleagues:
            kept.colleagues = _colleagues_of(who, scope.club)
        kept.inside = inside(scope)
        kept.inside.__enter__()
    return None


def _is_at_home(site: Site, asked: Request) -> bool:
    blueprint = asked.blueprint
    if asked.endpoint in BOTH or blueprint in BOTH:
        return True
    return (site.club is None) == (blueprint in ROOT_ONLY)


def _holds(who: Who | None, permission: Can) -> bool:
    if who is None:
        return False
    if permission in policy.FIRM_PERMISSIONS:
        standing = at_hand.beside().standing = who.in_firm((at_hand.asked().view_args or {}).get("firm", ""))
        return standing is not None and standing.can(permission)
    return who.can(permission)


def _scope_for(site: Site, who: Who | None, permission: Can, view: Any) -> Scope | None:
    """The scope of a view that may be entered; None where there is no club or no right."""
    if site.club is None:
        return None
    person = who.person_id if who else None
    if view.link or view.in_firm:
        return _scope_of_visit(site.club.id, person, view)
    if view.as_desk or permission in policy.ANYONE:
        own = at_hand.beside().beside = _own_firm(who, view.beside)
        return Scope(site.club.id, firm=own.firm_id if own else None, person=person, staff=view.as_desk)
    if who is None or not _holds(who, permission):
        return None
    if permission in policy.FIRM_PERMISSIONS:
        kept = at_hand.beside()
        kept.zone = kept.standing.days.zone
        return Scope(site.club.id, firm=kept.standing.firm_id, person=person)
    return Scope(site.club.id, person=person, staff=_is_at_desk(who, permission))


def _own_firm(who: Who | None, permission: Can | None) -> Standing | None:
    """The firm in which somebody holds a permission, the one last visited first."""
    if who is None or permission is None:
        return None
    return next((standing for standing in who.firms if standing.can(permission)), None)


def _colleagues_of(who: Who | None, club: int) -> Sequence[Any]:
    """Whom somebody sees of their own firm, the one last visited; read inside that firm and nowhere else."""
    standing = _own_firm(who, Can.FIRM_ENTER)
    if who is None or standing is None:
        return ()
    with inside(Scope(club, firm=standing.firm_id, person=who.person_id)):
        return read(SEEN_COLLEAGUES, **standing.sight).all()


def _is_at_desk(who: Who, permission: Can) -> bool:
    """Whether somebody who holds a permission works for the club's desk with it."""
    return permission in policy.FOR_THE_DESK or (who.is_staff and permission in policy.CLUB_PERMISSIONS)


def _scope_of_visit(club: int, person: int | None, view: Any) -> Scope:
    """Where somebody may come in without a sign-in: by a private link, or at the door of a firm they name."""
    if view.link:
        return _scope_of_link(club, person, view.link)
    typed = request.form.get(view.in_firm) or request.args.get(view.in_firm, "")
    return _scope_of_named_firm(club, person, " ".join(typed[:LONGEST_NAME].split()).lower())


def _scope_of_link(club: int, person: int | None, purpose: str) -> Scope:
    token = str((request.view_args or {}).get("token", ""))
    link = g.link = links.find(token, purpose, club)
    if link is None:
        return Scope(club, person=person)
    return Scope(club, firm=link.firm_id, person=person, staff=link.firm_id is None)


def _scope_of_named_firm(club: int, person: int | None, called: str) -> Scope:
    """Inside the firm of this short name, else of this name where only one has it."""
    if called:
        with inside(Scope(club)):
            found = read(_NAMED_FIRM, called=called).all()
        g.named_firm = next((firm for firm in found if firm.slug == called), found[0] if len(found) == 1 else None)
    return Scope(club, firm=g.named_firm.id if g.named_firm else None, person=person)


def _turn_away(who: Who | None) -> ResponseReturnValue:
    """A stranger is asked to sign in, keeping what was typed; somebody who may not see it learns nothing.

    Whoever holds a weighty role without a second factor is led to set one up.
    """
    if who is not None and who.is_held_back:
        return lead(f"{request.script_root}/me/second-factor")
    if who is not None:
        abort(404)
    if request.method not in {"GET", "POST"}:
        abort(404)
    back = held.keep() if request.method == "POST" else held.wanted()
    return lead(f"{request.script_root}/login?{held.query(back, (request.view_args or {}).get('firm'))}")


def _leave(_error: BaseException | None = None) -> None:
    entered: AbstractContextManager[Scope] | None = g.pop("inside", None)
    if entered is not None:
        entered.__exit__(None, None, None)
