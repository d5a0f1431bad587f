"""Signing in and out, and where to go from there."""

from datetime import datetime
from typing import Any, NamedTuple

from flask import abort, current_app, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.account import guard
from club.account.blueprint import blueprint
from club.account.forms import CodeForm, LoginForm
from club.core import clock, qr, questions
from club.core import db as database
from club.core.addresses import absolute
from club.core.audit import Did, record
from club.core.db import read
from club.core.held import is_own_path
from club.core.questions import Pace
from club.core.site import here
from club.firms.people_queries import PERSON_OF_NUMBER, WAITING
from club.people import actions, passwords, rules, sessions
from club.people.models import Person
from club.people.queries import BY_EMAIL, BY_ID, BY_PHONE
from club.people.rules import Kind
from club.people.staff_queries import WAITING_AT_DESK
from club.policy import Can, FirmRole, needs

PENDING = "pending"
PENDING_SECONDS = 600
TOO_MANY = 429
ASKED = "sign-in"


@blueprint.route("/login", methods=["GET", "POST"])
@needs(Can.SIGN_IN, in_firm="firm")
def login() -> ResponseReturnValue:
    """Sign in by mail, telephone or, in a firm, staff number."""
    form = LoginForm()
    if request.method != "POST":
        return _login_page(form)
    if not form.validate() or (_asks_firm() and form.lacks_firm()):
        return _login_page(form), 422
    return _attempt(form)


def _asks_firm() -> bool:
    """Whether somebody signs in by staff number without coming by the firm’s own address.

    A firm that is typed is not shown back by its name: the answer would tell whether it is a member.
    """
    return "firm" in request.form or (g.named_firm is None and "firm" in request.args)


def _attempt(form: LoginForm) -> ResponseReturnValue:
    """Try the password. The answer, and the time it takes, tell nothing of whether there is such an account."""
    typed = rules.identifier(form.identifier.data, in_firm=g.named_firm is not None)
    account = _account(typed)
    has_answered = questions.is_answered(ASKED, form.question.data or "", form.answer.data or "")
    gate = guard.gate(_key(form, typed), account.ref if account else None, has_answered=has_answered)
    if gate.pace is Pace.ASK:
        return _login_page(form, asks=True), 422
    if gate.pace is Pace.WAIT:
        form.form_errors.append(_wait(gate.seconds))
        return _login_page(form), TOO_MANY, {"Retry-After": str(gate.seconds)}
    if not passwords.matches(account.password_hash if account else None, form.password.data) or account is None:
        form.form_errors.append(_nothing_found())
        return _login_page(form), 422
    person = database.session().get_one(Person, account.id)
    if passwords.is_outdated(account.password_hash):
        actions.renew_hash(person, password=form.password.data)
    if g.named_firm is not None:
        person.last_firm_id = g.named_firm.id
    return go_in(person, wanted())


def _nothing_found() -> str:
    if _asks_firm():
        return str(_("No account has this firm, this number and this password. Check all three and try again."))
    return str(_("No account has this name and this password. Check both and try again."))


def _wait(seconds: int) -> str:
    if seconds < guard.WAIT_SECONDS:
        return str(_("Several tries came close together. Wait %(seconds)s seconds, then try again.", seconds=seconds))
    return str(_("Too many tries in a short time. Wait five minutes, then try again."))


def _account(typed: rules.Identifier | None) -> Any:
    """The account of what was typed; the same number of reads whether or not there is one."""
    if typed is None:
        return read(BY_ID, value=0).first()
    if typed.kind is Kind.STAFF_NUMBER:
        person_id = read(PERSON_OF_NUMBER, number=typed.value).scalar()
        return read(BY_ID, value=person_id or 0).first()
    return read(BY_EMAIL if typed.kind is Kind.EMAIL else BY_PHONE, value=typed.value).first()


def _key(form: LoginForm, typed: rules.Identifier | None) -> str:
    firm = g.named_firm.id if g.named_firm else ""
    return f"{firm}:{typed.kind}:{typed.value}" if typed else f"{firm}:{form.identifier.data}"


def wanted() -> str:
    """Where the sign-in was asked for; empty where that is no page of ours."""
    path = request.args.get("next", "")
    return path if is_own_path(path) else ""


def go_in(person: Person, then: str) -> ResponseReturnValue:
    """Sign in, or ask for the second factor first."""
    if person.totp_confirmed_at is None:
        return _come_in(person, then)
    session.clear()
    session[PENDING] = {"person": person.id, "at": int(clock.now().timestamp()), "since": _since(person)}
    return redirect(url_for("account.code", next=then or None), 303)


def _come_in(person: Person, then: str, *, second_factor_at: datetime | None = None) -> ResponseReturnValue:
    actions.sign_in(person, second_factor_at=second_factor_at)
    response = current_app.make_response(redirect(then or url_for("account.places"), 303))
    guard.remember(response, person.ref)
    return response


def _since(person: Person) -> str:
    return person.password_changed_at.isoformat() if person.password_changed_at else ""


def _login_page(form: LoginForm, *, asks: bool = False) -> str:
    form.answer.data = ""
    asks_firm = _asks_firm()
    if asks_firm or g.named_firm:
        form.ask_for_number(asks_firm=asks_firm)
    if asks:
        form.answer.label.text, form.question.data = questions.ask(ASKED)
        form.answer.errors = [_("This account was tried often. Answer the question and give the password once more.")]
    return render_template(
        "account/login.html",
        form=form,
        asks=asks,
        named_firm=None if asks_firm else g.named_firm,
        asks_firm=asks_firm,
        then=wanted(),
    )


@blueprint.route("/login/code", methods=["GET", "POST"])
@needs(Can.SIGN_IN)
def code() -> ResponseReturnValue:
    """The second factor."""
    pending = session.get(PENDING)
    if pending is None or clock.now().timestamp() - pending["at"] > PENDING_SECONDS:
        session.pop(PENDING, None)
        return redirect(url_for("account.login", next=wanted() or None), 303)
    form = CodeForm()
    if not form.validate_on_submit():
        return render_template("account/code.html", form=form, then=wanted()), 422 if form.errors else 200
    if not guard.may_try_code(pending["person"]):
        form.form_errors.append(_("Too many tries in a short time. Wait five minutes, then try again."))
        return (
            render_template("account/code.html", form=form, then=wanted()),
            TOO_MANY,
            {"Retry-After": str(guard.WAIT_SECONDS)},
        )
    return _pass(form, pending)


def _pass(form: CodeForm, pending: dict[str, Any]) -> ResponseReturnValue:
    is_right = actions.pass_second_factor(pending["person"], form.code.data, at=clock.now())
    person = database.session().get_one(Person, pending["person"])
    if not is_right or _since(person) != pending["since"]:
        form.code.errors = [_("This code is not right, or it was used before. Wait for the next one.")]
        return render_template("account/code.html", form=form, then=wanted()), 422
    return _come_in(person, wanted(), second_factor_at=clock.now())


@blueprint.route("/logout", methods=["GET", "POST"])
@needs(Can.SIGN_IN)
def logout() -> ResponseReturnValue:
    """Sign out of this browser; the address alone only asks."""
    if request.method != "POST":
        return render_template("account/logout.html")
    if g.who is not None:
        sessions.end(g.who.sign_in_id)
        record(Did.SIGNED_OUT, g.who.ref, person=g.who.person_id)
    sessions.forget_cookie()
    flash(_("You are signed out."), "good")
    return redirect(url_for("home.front"), 303)


class Place(NamedTuple):
    """Somewhere a person may work."""

    name: str
    slug: str
    href: str


@blueprint.get("/places")
@needs(Can.ACCOUNT_USE)
def places() -> ResponseReturnValue:
    """Straight to where the person works; where there are several, a choice with the last one first."""
    found = _places()
    if len(found) > 1:
        return render_template("account/places.html", places=found, last=g.who.last_firm_id)
    if not found and _waits():
        return redirect(url_for("account.waiting"), 303)
    return redirect(found[0].href if found else url_for(_without_a_place()), 303)


@blueprint.get("/waiting")
@needs(Can.ACCOUNT_USE)
def waiting() -> ResponseReturnValue:
    """Somebody opened an invitation and waits for the word of a firm or of the club: what happens next."""
    hosts = _waits()
    if not hosts:
        return redirect(url_for("account.places"), 303)
    g.who.club_name = g.who.club_name or next((host.called for host in hosts if host.called), "")
    return render_template("account/waiting.html", hosts=hosts)


class Host(NamedTuple):
    """Who has to confirm that this is the person whom they invited, and what that person is to them."""

    name: str
    opened_at: datetime
    called: str = ""
    slug: str = ""
    staff_number: str | None = None

    @property
    def sign_in_at(self) -> str:
        """Where somebody with a staff number signs in again; empty for anybody else."""
        return absolute("account.login", firm=self.slug) if self.staff_number else ""

    @property
    def sign_in_code(self) -> str:
        """The same as a QR code."""
        return qr.svg(self.sign_in_at, _("QR code of the sign-in"))


def _waits() -> list[Host]:
    """Who has not confirmed yet that this is the person whom they invited."""
    club, me = here().club, g.who.person_id
    if club is None:
        return []
    at_desk = [Host(club.name, used_at) for used_at in read(WAITING_AT_DESK, club_id=club.id, person_id=me).scalars()]
    firms = read(WAITING).all()
    return [*at_desk, *(Host(one.firm_name, one.came_at, one.name, one.slug, one.staff_number) for one in firms)]


@blueprint.post("/places")
@needs(Can.ACCOUNT_USE)
def go() -> ResponseReturnValue:
    """Go to one of them and remember it."""
    place = next((place for place in _places() if place.slug == request.form.get("place", "")), None)
    if place is None:
        abort(404)
    standing = g.who.in_firm(place.slug)
    database.session().get_one(Person, g.who.person_id).last_firm_id = standing.firm_id if standing else None
    return redirect(place.href, 303)


def _without_a_place() -> str:
    """Where somebody begins who belongs to no firm and no desk: an instructor at the texts."""
    writes = g.who.can(Can.TALK_WRITE) and "texts.index" in current_app.view_functions
    return "texts.index" if writes else "home.front"


def _first_page(role: FirmRole) -> str:
    """Where somebody begins in a firm: staff at the own day, everybody else at the workspace."""
    return "growth.today" if role is FirmRole.STAFF else "firms.home"


def _places() -> list[Place]:
    site, views = here(), current_app.view_functions
    if site.club is None:
        runs = g.who.is_operator and "installation.clubs" in views
        return [Place(_("Installation"), "", url_for("installation.clubs"))] if runs else []
    firms = [
        Place(standing.firm_name, standing.slug, url_for(_first_page(standing.role), firm=standing.slug))
        for standing in g.who.firms
        if "firms.home" in views
    ]
    is_staff = (g.who.is_staff or bool(g.who.roles_held_back)) and "applications.desk" in views
    desk = [Place(_("The desk of %(club)s", club=site.club.name), "", url_for("applications.desk"))] if is_staff else []
    is_desk_last = g.who.last_firm_id is None
    return [*desk, *firms] if is_desk_last else [*firms, *desk]
