"""Secrets that must be used again: sealed with the installation's key, never kept in the open."""

from base64 import urlsafe_b64encode
from hashlib import blake2b
from typing import TYPE_CHECKING

from flask import current_app

from config import Settings

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


class NotSealedHere(ValueError):  # noqa: N818
    """What was sealed with another key, or changed since."""


def seal(text: str) -> str:
    """The text, encrypted and signed; different each time."""
    return _fernet().encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """The text again; NotSealedHere where KEY_ENCRYPTION_KEY is another one."""
    from cryptography.fernet import InvalidToken

    try:
        return _fernet().decrypt(sealed.encode("ascii")).decode()
    except InvalidToken:
        raise NotSealedHere("sealed with another KEY_ENCRYPTION_KEY") from None


def _fernet() -> "Fernet":
    from cryptography.fernet import Fernet

    settings: Settings = current_app.extensions["settings"]
    key = blake2b(settings.key_encryption_key.encode(), digest_size=32, person=b"club secrets").digest()
    return Fernet(urlsafe_b64encode(key))
