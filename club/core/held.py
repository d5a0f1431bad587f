"""What was typed before a sign-in ran out: kept for half an hour, given back once to the page it was typed on."""

import secrets
from datetime import timedelta
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import String, bindparam, delete, select
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import MultiDict

from club.core import clock, limits, outbox
from club.core.db import read, session, transaction
from club.core.limits import Limit
from club.core.owners import Base, Installation
from club.core.site import here
from club.core.types import Body, Id, Line, Moment
from club.core.walls import reads_installation

KEPT = timedelta(minutes=30)
LARGEST = 200_000
LARGEST_OF_PAGE = 2_000_000
ARGUMENT = "held"
PER_ADDRESS = Limit("held", 60, timedelta(hours=1))
NEVER_KEPT = ("csrf_token", "password", "code", "secret", "key")


class HeldForm(Installation, Base):
    """A form that arrived without a sign-in."""

    __tablename__ = "held_form"
    __why__ = "nobody is signed in when it is kept; only its token finds it"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    path: Mapped[Line]
    fields: Mapped[Body]
    kept_at: Mapped[Moment]


_FIELDS = reads_installation(
    select(HeldForm.fields).where(
        HeldForm.token_hash == bindparam("token_hash"),
        HeldForm.path == bindparam("path"),
        HeldForm.kept_at > bindparam("since"),
    )
)


def keep(*, at_most: int = LARGEST) -> str:
    """Keep the form of this request for the page that it was typed on; returns that page's address, with the token."""
    page = urlsplit(_typed_on())
    query = [(name, value) for name, value in parse_qsl(page.query) if name != ARGUMENT]
    if (request.content_length or 0) <= at_most and limits.hit(PER_ADDRESS, request.remote_addr or ""):
        query.append((ARGUMENT, _kept(page.path)))
    return page.path + (f"?{urlencode(query)}" if query else "")


def _kept(path: str) -> str:
    fields = {name: values for name, values in request.form.lists() if not any(part in name for part in NEVER_KEPT)}
    token = secrets.token_urlsafe(24)
    with transaction() as work:
        forget_old()
        work.add(HeldForm(token_hash=_hashed(token), path=path[:300], fields=fields, kept_at=clock.now()))
    return token


def _typed_on() -> str:
    """The page that a form was typed on: its own address where that can be opened, else where it was sent from."""
    if request.url_rule is not None and "GET" in (request.url_rule.methods or ()):
        return wanted()
    sent_from = urlsplit(request.referrer or "")
    is_ours = sent_from.netloc == request.host and is_own_path(sent_from.path)
    return sent_from._replace(scheme="", netloc="", fragment="").geturl() if is_ours else here().prefix + "/"


def wanted() -> str:
    """The address of this request, as it leads back here."""
    return here().prefix + request.path + (f"?{request.query_string.decode()}" if request.query_string else "")


def shown_again() -> ResponseReturnValue | None:
    """The page of a form whose token is of an earlier sign-in: with all that was typed, to be looked over."""
    if urlsplit(request.headers.get("Origin") or request.referrer or "").netloc != request.host:
        return None  # a page of another site does not fill our forms in
    page = keep(at_most=LARGEST_OF_PAGE)
    if ARGUMENT not in dict(parse_qsl(urlsplit(page).query)):
        return None
    if any(file.filename for file in request.files.values()):
        flash(_("This page stood open for long. Look it over, attach your files again and send it."), "warn")
    else:
        flash(_("This page stood open for long. Nothing is lost: look it over and send it again."), "warn")
    return redirect(page, 303)


@outbox.handles("held.forget", is_daily=True)
def forget_old() -> None:
    """Delete what nobody came back for."""
    session().execute(delete(HeldForm).where(HeldForm.kept_at < clock.now() - KEPT))


def given_back() -> MultiDict[str, str] | None:
    """The fields that were kept for this page, where its address carries the token."""
    token = request.args.get(ARGUMENT)
    if not token or request.method != "GET":
        return None
    fields = read(_FIELDS, token_hash=_hashed(token), path=_own_path(), since=clock.now() - KEPT).scalar()
    return MultiDict([(name, value) for name, values in fields.items() for value in values]) if fields else None


def _own_path() -> str:
    return (request.script_root + request.path)[:300]


def query(wanted: str, firm: str | None = None) -> str:
    """The query string that leads back after signing in; with the firm, where a staff number will do."""
    return urlencode({"next": wanted, "firm": firm} if firm else {"next": wanted})


def is_own_path(path: str) -> bool:
    """Whether an address given to lead back stays on this site."""
    parts = urlsplit(path)
    return path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme


def _hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()
