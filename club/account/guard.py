"""How often a sign-in may be tried: strict per account, generous per address, never a lock that a stranger can turn.

A browser that an account was used in before has tries of its own, so whoever guesses from elsewhere cannot use them up.
"""

from datetime import timedelta

from flask import current_app, request
from flask.wrappers import Response
from itsdangerous import BadSignature, URLSafeTimedSerializer

from club.core.limits import Limit, has_room, hit
from club.core.questions import Pace

PER_ACCOUNT = Limit("sign-in", 10, timedelta(minutes=5))
PER_ADDRESS = Limit("sign-in-address", 200, timedelta(minutes=5))
ANSWERED_PER_ACCOUNT = Limit("sign-in-answered", 30, timedelta(hours=1))
ANSWERED_PER_ADDRESS = Limit("sign-in-answered-address", 100, timedelta(minutes=5))
PER_KNOWN_BROWSER = Limit("sign-in-known", 10, timedelta(minutes=5))
PER_HOLDER = Limit("own-password", 10, timedelta(minutes=5))
CODES = Limit("second-factor", 5, timedelta(minutes=5))
CODES_A_DAY = Limit("second-factor-day", 50, timedelta(days=1))
ASKED_PER_ADDRESS = Limit("forgotten", 60, timedelta(hours=1))
WAIT_SECONDS = 300

COOKIE = "known"
REMEMBERED = 5
HALF_A_YEAR = 180 * 24 * 3600


def gate(account: str, ref: str | None, *, has_answered: bool) -> Pace:
    """Whether a password may be tried: at once, after a question, or later. Counts the try."""
    if ref is not None and ref in known_here():
        return Pace.OPEN if hit(PER_KNOWN_BROWSER, ref) else Pace.WAIT
    address = request.remote_addr or ""
    is_first = hit(PER_ADDRESS, address)
    if hit(PER_ACCOUNT, account) and is_first:
        return Pace.OPEN
    if not has_answered:
        return Pace.ASK
    has_patience = hit(ANSWERED_PER_ADDRESS, address)
    return Pace.OPEN if hit(ANSWERED_PER_ACCOUNT, account) and has_patience else Pace.WAIT


def may_try_code(person_id: int) -> bool:
    """Whether a code of the second factor may be tried. Counts the try."""
    key = str(person_id)
    return has_room(CODES_A_DAY, key) and hit(CODES, key) and hit(CODES_A_DAY, key)


def known_here() -> list[str]:
    """The accounts that were used in this browser before."""
    try:
        refs = _sealer(COOKIE).loads(request.cookies.get(COOKIE, ""), max_age=HALF_A_YEAR)
    except BadSignature:
        return []
    return [str(ref) for ref in refs]


def remember(response: Response, ref: str) -> None:
    """Let this browser be known as one of the account's own."""
    refs = [ref, *(other for other in known_here() if other != ref)][:REMEMBERED]
    response.set_cookie(
        COOKIE,
        _sealer(COOKIE).dumps(refs),
        max_age=HALF_A_YEAR,
        samesite="Lax",
        httponly=True,
        secure=request.is_secure,
        path="/",
    )


def _sealer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=purpose)
