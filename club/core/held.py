"""What was typed before a sign-in ran out: kept for half an hour, given back once to the page it was typed on."""

import secrets
from datetime import timedelta
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import request
from sqlalchemy import String, bindparam, delete, select
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import MultiDict

from club.core import clock, limits, outbox
from club.core.db import read, session, transaction
from club.core.limits import Limit
from club.core.owners import Base, Installation
from club.core.types import Body, Id, Line, Moment
from club.core.walls import reads_installation

KEPT = timedelta(minutes=30)
LARGEST = 200_000
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


def keep(wanted: str) -> str:
    """Keep the form of this request for the page `wanted`; returns its address with the token that finds it again."""
    if (request.content_length or 0) > LARGEST or not limits.hit(PER_ADDRESS, request.remote_addr or ""):
        return wanted
    fields = {name: values for name, values in request.form.lists() if not any(part in name for part in NEVER_KEPT)}
    token, parts = secrets.token_urlsafe(24), urlsplit(wanted)
    with transaction() as work:
        forget_old()
        work.add(HeldForm(token_hash=_hashed(token), path=parts.path[:300], fields=fields, kept_at=clock.now()))
    return parts.path + "?" + urlencode([*parse_qsl(parts.query), (ARGUMENT, token)])


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
