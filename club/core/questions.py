"""A question for whoever sends very much: in words, for one try, within ten minutes; no script, no outside service.

It stops programs that fill in any form they find. Whoever writes one for this form gets past it; the limits that hold
after a right answer are for that.
"""

import hmac
import secrets
import unicodedata
from datetime import timedelta
from enum import Enum, auto
from hashlib import sha256
from typing import NamedTuple

from flask import current_app
from flask_babel import gettext as _
from itsdangerous import BadData, URLSafeTimedSerializer

from club.core.limits import Limit, hit

SECONDS = 600
LONGEST_ANSWER = 10
_ONCE = Limit("question", 1, timedelta(seconds=SECONDS))


class Pace(Enum):
    """What comes before something that is sent very often."""

    OPEN = auto()
    ASK = auto()
    WAIT = auto()


class Question(NamedTuple):
    """What is asked, and the seal that lets the answer be checked without keeping it."""

    text: str
    seal: str


def ask(purpose: str) -> Question:
    """A new question in the reader’s language."""
    text, number = secrets.choice((_sum, _difference, _missing))()
    nonce = secrets.token_urlsafe(9)
    return Question(text, _sealer(purpose).dumps([nonce, _mark(nonce, str(number))]))


def is_answered(purpose: str, seal: str, answer: str) -> bool:
    """Whether a question of this purpose was answered in time; right or wrong, it may be tried once."""
    try:
        nonce, mark = _sealer(purpose).loads(seal, max_age=SECONDS)
    except BadData:
        return False
    given = unicodedata.normalize("NFKC", answer[:LONGEST_ANSWER]).strip()
    return hit(_ONCE, nonce) and hmac.compare_digest(mark, _mark(nonce, given))


def _sum() -> tuple[str, int]:
    first, second = _term(), _term()
    return _("What is %(first)s plus %(second)s?", first=_word(first), second=_word(second)), first + second


def _difference() -> tuple[str, int]:
    first, second = _term() + 10, _term()
    return _("What is left of %(first)s without %(second)s?", first=_word(first), second=_word(second)), first - second


def _missing() -> tuple[str, int]:
    first, missing = _term(), _term()
    text = _(
        "%(first)s and how many more make %(whole)s?", first=_word(first).capitalize(), whole=_word(first + missing)
    )
    return text, missing


def _term() -> int:
    return secrets.randbelow(8) + 2


def _word(number: int) -> str:
    """A number up to nineteen in words."""
    words = _(
        "nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen"
    )
    return str(words).split()[number]


def _mark(nonce: str, answer: str) -> str:
    """A keyed hash of an answer: the seal is readable, and must not tell it."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"question:{nonce}:{answer}".encode(), sha256).hexdigest()


def _sealer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=f"question:{purpose}")
