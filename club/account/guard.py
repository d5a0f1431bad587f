"""How often a sign-in may be tried: strict per account, generous per address, never a lock that a stranger can turn.

A browser that an account was used in before has tries of its own, so whoever guesses from elsewhere cannot use them up.
"""

import secrets
from datetime import timedelta
from enum import Enum, auto

from flask import current_app, request
from flask.wrappers import Response
from itsdangerous import BadSignature, URLSafeTimedSerializer

from club.core.limits import Limit, has_room, hit

PER_ACCOUNT = Limit("sign-in", 10, timedelta(minutes=5))
PER_ADDRESS = Limit("sign-in-address", 200, timedelta(minutes=5))
ANSWERED_PER_ACCOUNT = Limit("sign-in-answered", 30, timedelta(hours=1))
ANSWERED_PER_ADDRESS = Limit("sign-in-answered-address", 100, timedelta(minutes=5))
PER_KNOWN_BROWSER = Limit("sign-in-known", 10, timedelta(minutes=5))
PER_HOLDER = Limit("own-password", 10, timedelta(minutes=5))
CODES = Limit("second-factor", 5, timedelta(minutes=5))
CODES_A_DAY = Limit("second-factor-day", 50, timedelta(days=1))
ASKED_PER_ADDRESS = Limit("forgotten", 60, timedelta(hours=1))
ONCE = Limit("question", 1, timedelta(minutes=10))
WAIT_SECONDS = 300

COOKIE = "known"
REMEMBERED = 5
HALF_A_YEAR = 180 * 24 * 3600
QUESTION_SECONDS = 600
LARGEST_TERM = 9


class Gate(Enum):
    """What comes before the password is looked at."""

    OPEN = auto()
    ASK = auto()
    WAIT = auto()


def gate(account: str, ref: str | None, *, has_answered: bool) -> Gate:
    """Whether a password may be tried: at once, after a question, or later. Counts the try."""
    if ref is not None and ref in known_here():
        return Gate.OPEN if hit(PER_KNOWN_BROWSER, ref) else Gate.WAIT
    address = request.remote_addr or ""
    is_first = hit(PER_ADDRESS, address)
    if hit(PER_ACCOUNT, account) and is_first:
        return Gate.OPEN
    if not has_answered:
        return Gate.ASK
    has_patience = hit(ANSWERED_PER_ADDRESS, address)
    return Gate.OPEN if hit(ANSWERED_PER_ACCOUNT, account) and has_patience else Gate.WAIT


def may_try_code(person_id: int) -> bool:
    """Whether a code of the second factor may be tried. Counts the try."""
    key = str(person_id)
    return has_room(CODES_A_DAY, key) and hit(CODES, key) and hit(CODES_A_DAY, key)


def question() -> tuple[int, int, str]:
    """Two numbers to add, and the seal that lets the answer be checked without keeping it."""
    first, second = (secrets.randbelow(LARGEST_TERM) + 1 for _ in range(2))
    return first, second, _sealer("question").dumps([first + second, secrets.token_urlsafe(9)])


def is_answered(seal: str, answer: str) -> bool:
    """Whether the question was answered in time; an answer counts once."""
    try:
        expected, nonce = _sealer("question").loads(seal, max_age=QUESTION_SECONDS)
    except BadSignature:
        return False
    return answer.strip() == str(expected) and hit(ONCE, nonce)


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
