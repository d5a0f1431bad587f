"""Being signed in: a random token in the cookie, its hash in a row that can be ended."""

import hashlib
import secrets
from datetime import datetime, timedelta

from flask import g, request, session
from sqlalchemy import update

from club.core import clock
from club.core.db import session as work
from club.people.models import Person, SignIn

COOKIE_KEY = "_user_id"
WAS = "_was"
KEPT = timedelta(days=14)
AGENT_LENGTH = 200


def hashed(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin(person: Person, *, second_factor_at: datetime | None = None) -> SignIn:
    """Sign a person in with a new token; the sign-in that this browser had before ends."""
    token, at = secrets.token_urlsafe(32), clock.now()
    if before := session.get(COOKIE_KEY):
        earlier = update(SignIn).where(SignIn.token_hash == hashed(before), SignIn.ended_at.is_(None))
        work().execute(earlier.values(ended_at=at))
    row = SignIn(
        token_hash=hashed(token),
        person_id=person.id,
        started_at=at,
        seen_at=at,
        expires_at=at + KEPT,
        second_factor_at=second_factor_at,
        agent=(request.user_agent.string or "")[:AGENT_LENGTH],
        address=(request.remote_addr or "")[:60],
    )
    work().add(row)
    session.clear()
    session[COOKIE_KEY] = token
    session.permanent = True
    return row


def of_this_browser() -> str | None:
    """The hash of the latest sign-in of this browser, which may be over."""
    token: str | None = session.get(COOKIE_KEY)
    return hashed(token) if token else session.get(WAS)


def end(sign_in_id: int) -> None:
    """Sign one browser out."""
    work().execute(
        update(SignIn).where(SignIn.id == sign_in_id, SignIn.ended_at.is_(None)).values(ended_at=clock.now())
    )


def end_all(person_id: int, *, but: int | None = None) -> None:
    """Sign a person out everywhere: after a change of password, second factor or role."""
    ended = update(SignIn).where(SignIn.person_id == person_id, SignIn.ended_at.is_(None))
    if but is not None:
        ended = ended.where(SignIn.id != but)
    work().execute(ended.values(ended_at=clock.now()))


def forget_cookie() -> None:
    """Drop what the cookie says, but for which sign-in ended here last: it opens nothing."""
    ended = of_this_browser()
    session.clear()
    if ended is not None:
        session[WAS] = ended
    g.who = None
