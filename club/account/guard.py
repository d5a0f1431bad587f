"""How often a sign-in may be tried: strict per account, generous per address, never a lock that a stranger can turn.

A browser that an account was used in before has tries of its own, so whoever guesses from elsewhere cannot use them up.
Elsewhere the first tries are free, the next must be further and further apart, and then comes a question. Nothing here
knows whether there is such an account, and nothing waits: the page says when to try again.
"""

from datetime import timedelta
from typing import NamedTuple

from flask import current_app, request
from flask.wrappers import Response
from itsdangerous import BadSignature, URLSafeTimedSerializer

from club.core.limits import Limit, has_room, hit
from club.core.questions import Pace

PER_ACCOUNT = Limit("sign-in", 10, timedelta(minutes=5))
PAUSES = {4: 5, 7: 15}
"""After so many tries of one account from one address within five minutes, the next ones so many seconds apart."""
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


class Gate(NamedTuple):
    """Whether a password may be tried: at once, after a question, or in so many seconds."""

    pace: Pace
    seconds: int = 0


_OPEN, _ASK, _LATER = Gate(Pace.OPEN), Gate(Pace.ASK), Gate(Pace.WAIT, WAIT_SECONDS)


def gate(account: str, ref: str | None, *, has_answered: bool) -> Gate:
    """Whether a password may be tried. Counts the try, unless it came too soon after the last one."""
    if ref is not None and ref in known_here():
        return _OPEN if hit(PER_KNOWN_BROWSER, ref) else _LATER
    address = request.remote_addr or ""
    is_free = has_room(PER_ACCOUNT, account) and has_room(PER_ADDRESS, address)
    if is_free and (seconds := _pause(f"{account} {address}")):
        return Gate(Pace.WAIT, seconds)
    is_first = hit(PER_ADDRESS, address)
    if hit(PER_ACCOUNT, account) and is_first:
        return _OPEN
    if not has_answered:
        return _ASK
    has_patience = hit(ANSWERED_PER_ADDRESS, address)
    return _OPEN if hit(ANSWERED_PER_ACCOUNT, account) and has_patience else _LATER


def _pause(pair: str) -> int:
    """How many seconds have to pass before this account is tried again from here; none where the try may go on."""
    apart = _apart(pair)
    if apart and not hit(_one_in(apart), pair):
        return apart
    for tries in PAUSES:
        hit(_free(tries), pair)
    if (then := _apart(pair)) > apart:
        hit(_one_in(then), pair)
    return 0


def _apart(pair: str) -> int:
    return max((seconds for tries, seconds in PAUSES.items() if not has_room(_free(tries), pair)), default=0)


def _free(tries: int) -> Limit:
    return Limit(f"sign-in-free-{tries}", tries, PER_ACCOUNT.within)


def _one_in(seconds: int) -> Limit:
    return Limit(f"sign-in-apart-{seconds}", 1, timedelta(seconds=seconds))


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
