"""Private links: single-purpose tokens, hashed at rest, derived anew where they must be shown again."""

import base64
import hashlib
import hmac
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple

from flask import current_app
from sqlalchemy import ForeignKey, String, bindparam, select, update
from sqlalchemy.orm import Mapped, mapped_column

from club.core import clock
from club.core.db import add, read, session
from club.core.owners import Base, Installation
from club.core.refs import new_ref
from club.core.types import BIGINT, Id, Moment, Ref, Word
from club.core.walls import reads_installation


class Link(Installation, Base):
    """A private link. The token is not kept: it follows from `ref` and the installation's secret."""

    __tablename__ = "link"
    __why__ = "a link is opened by somebody who is not known yet; it tells the club, firm and row it leads to"

    id: Mapped[Id]
    ref: Mapped[Ref] = mapped_column(unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[Word]
    club_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("club.id"))
    firm_id: Mapped[int | None] = mapped_column(BIGINT)
    person_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    subject: Mapped[Word] = mapped_column(index=True)
    made_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]
    revoked_at: Mapped[Moment | None]


class Made(NamedTuple):
    """A link that was just made."""

    ref: str


_OPEN = reads_installation(
    select(
        Link.id, Link.ref, Link.purpose, Link.club_id, Link.firm_id, Link.person_id, Link.subject, Link.expires_at
    ).where(Link.token_hash == bindparam("token_hash"), Link.used_at.is_(None), Link.revoked_at.is_(None))
)

_ANY = reads_installation(
    select(Link.purpose, Link.club_id, Link.used_at, Link.revoked_at).where(Link.token_hash == bindparam("token_hash"))
)

_LATEST = reads_installation(
    select(Link.ref)
    .where(
        Link.purpose == bindparam("purpose"),
        Link.subject == bindparam("subject"),
        Link.club_id == bindparam("club_id"),
        Link.used_at.is_(None),
        Link.revoked_at.is_(None),
        Link.expires_at > bindparam("at"),
    )
    .order_by(Link.id.desc())
    .limit(1)
)

_LATEST_OF = reads_installation(
    select(Link.subject, Link.ref)
    .where(
        Link.purpose == bindparam("purpose"),
        Link.subject.in_(bindparam("subjects", expanding=True)),
        Link.club_id == bindparam("club_id"),
        Link.used_at.is_(None),
        Link.revoked_at.is_(None),
        Link.expires_at > bindparam("at"),
    )
    .order_by(Link.id)
)


def token_of(ref: str) -> str:
    """The secret half of a link's address: 26 base32 letters (130 bits)."""
    key = current_app.config["SECRET_KEY"].encode()
    digest = hmac.new(key, b"link:" + ref.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode().lower()[:26]


def make(
    purpose: str,
    subject: str,
    *,
    days: float,
    club_id: int | None,
    firm_id: int | None = None,
    person_id: int | None = None,
) -> Made:
    """Add a link; its token is `token_of(link.ref)`."""
    at, ref = clock.now(), new_ref()
    add(
        Link,
        ref=ref,
        token_hash=_hashed(token_of(ref)),
        purpose=purpose,
        subject=subject,
        club_id=club_id,
        firm_id=firm_id,
        person_id=person_id,
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    return Made(ref)


class Opened:
    """What a valid link tells whoever opened it."""

    def __init__(self, row: tuple[int, str, str, int | None, int | None, int | None, str, datetime]) -> None:
        self.id, self.ref, self.purpose, self.club_id, self.firm_id, self.person_id, self.subject, self.expires_at = row


def find(token: str, purpose: str, club_id: int | None) -> Opened | None:
    """The open link of this token, purpose and club; None where it is unknown, used, revoked or expired."""
    row = read(_OPEN, token_hash=_hashed(token)).first()
    link = Opened(tuple(row)) if row else None
    if link is None or link.purpose != purpose or link.club_id != club_id or link.expires_at <= clock.now():
        return None
    return link


def end_of(token: str, purpose: str, club_id: int | None) -> str | None:
    """How a link ended: `used`, `revoked` or `expired`; None for one that never was, so that nothing can be guessed."""
    row = read(_ANY, token_hash=_hashed(token)).first()
    if row is None or row.purpose != purpose or row.club_id != club_id:
        return None
    return "used" if row.used_at else "revoked" if row.revoked_at else "expired"


def token_for(purpose: str, subject: str, club_id: int | None) -> str | None:
    """The token of the latest open link on a row, to show it again; None where there is none."""
    ref = read(_LATEST, purpose=purpose, subject=subject, club_id=club_id, at=clock.now()).scalar()
    return token_of(ref) if ref else None


def tokens_for(purpose: str, subjects: Collection[str], club_id: int | None) -> dict[str, str]:
    """The same of several rows, in one statement; a row without a link is not in it."""
    rows = (
        read(_LATEST_OF, purpose=purpose, subjects=list(subjects), club_id=club_id, at=clock.now()) if subjects else ()
    )
    return {row.subject: token_of(row.ref) for row in rows}


def use(link: Opened) -> bool:
    """Use a link up; False where somebody else was first."""
    used = session().execute(
        update(Link)
        .where(Link.id == link.id, Link.used_at.is_(None), Link.revoked_at.is_(None))
        .values(used_at=clock.now())
    )
    return bool(used.rowcount)  # type: ignore[attr-defined]


def revoke(purpose: str, subject: str) -> None:
    """End every open link of this purpose on this row."""
    session().execute(
        update(Link)
        .where(Link.purpose == purpose, Link.subject == subject, Link.used_at.is_(None))
        .values(revoked_at=clock.now())
    )


def _hashed(token: str) -> str:
    return hashlib.sha256(token.strip().lower().encode()).hexdigest()
