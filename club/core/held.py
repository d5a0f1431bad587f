"""What was typed before a sign-in ran out: kept for half an hour, given back to the same person on the same page."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Flask, current_app, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import ForeignKey, String, bindparam, delete, or_, select
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import MultiDict

from club.core import clock, limits, outbox
from club.core.db import read, session, transaction
from club.core.leading import lead
from club.core.limits import Limit
from club.core.owners import Base, Installation
from club.core.site import here
from club.core.types import BIGINT, Body, Id, Line, Moment
from club.core.walls import reads_installation

KEPT = timedelta(minutes=30)
LARGEST = 200_000
LARGEST_OF_PAGE = 2_000_000
ARGUMENT = "held"
PER_ADDRESS = Limit("held", 60, timedelta(hours=1))
NEVER_KEPT = ("csrf_token", "password", "code", "secret", "key")


class HeldForm(Installation, Base):
    """A form that arrived without a sign-in; of whoever was signed in on that browser last, where that is known."""

    __tablename__ = "held_form"
    __why__ = "nobody is signed in when it is kept; only its token finds it"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    path: Mapped[Line]
    person_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    fields: Mapped[Body]
    kept_at: Mapped[Moment]


_FIELDS = reads_installation(
    select(HeldForm.fields).where(
        HeldForm.token_hash == bindparam("token_hash"),
        HeldForm.path == bindparam("path"),
        or_(HeldForm.person_id.is_(None), HeldForm.person_id == bindparam("person_id")),
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
    token, whose = secrets.token_urlsafe(24), _whose()
    row = HeldForm(token_hash=_hashed(token), path=path[:300], person_id=whose, fields=fields, kept_at=clock.now())
    with transaction() as work:
        forget_old()
        work.add(row)
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
    return lead(page)


@outbox.handles("held.forget", is_daily=True)
def forget_old() -> None:
    """Delete what nobody came back for."""
    session().execute(delete(HeldForm).where(HeldForm.kept_at < clock.now() - KEPT))


def given_back() -> MultiDict[str, str] | None:
    """The fields that were kept for this page, where its address carries the token."""
    token = request.args.get(ARGUMENT)
    if not token or request.method != "GET":
        return None
    values = {"token_hash": _hashed(token), "path": _own_path(), "person_id": _whose(), "since": clock.now() - KEPT}
    fields = read(_FIELDS, **values).scalar()
    return MultiDict([(name, value) for name, values in fields.items() for value in values]) if fields else None


def ask_whose(app: Flask, ask: Callable[[], int | None]) -> None:
    """Name who knows which person a browser belongs to; what one person typed is shown to no other."""
    app.extensions["held_whose"] = ask


def _whose() -> int | None:
    found: int | None = current_app.extensions["held_whose"]()
    return found


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
