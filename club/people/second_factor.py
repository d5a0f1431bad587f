"""Codes of an authenticator app, and the codes on paper that stand in for it."""

import hmac
import secrets
from datetime import datetime
from hashlib import sha256

from flask import current_app

STEP_SECONDS = 30
DRIFT = (0, -1, 1)
CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
PARTS, PART_LENGTH = 3, 4


def new_secret() -> str:
    """A secret that an authenticator app keeps."""
    import pyotp

    return pyotp.random_base32()


def app_address(secret: str, *, name: str, issuer: str) -> str:
    """What the QR code for the app says."""
    import pyotp

    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)


def step_of(secret: str, code: str, *, at: datetime, last: int | None) -> int | None:
    """The time step whose code this is, later than the last one used; None where it is no code of now."""
    import pyotp

    app, now = pyotp.TOTP(secret), int(at.timestamp()) // STEP_SECONDS
    digits = "".join(code.split())
    for step in (now + drift for drift in DRIFT):
        if hmac.compare_digest(app.generate_otp(step), digits) and (last is None or step > last):
            return step
    return None


def new_codes() -> list[str]:
    """Recovery codes such as `k7mq-2x9f-hd4t` (59 bits each)."""
    return [
        "-".join("".join(secrets.choice(LETTERS) for _ in range(PART_LENGTH)) for _ in range(PARTS))
        for _ in range(CODES)
    ]


def hidden(code: str) -> str:
    """What the database keeps of a recovery code."""
    plain = "".join(character for character in code.casefold() if character.isalnum())
    return hmac.new(current_app.config["SECRET_KEY"].encode(), b"recovery:" + plain.encode(), sha256).hexdigest()
