"""Names of rows that may be shown outside."""

import secrets
from base64 import b32encode

LENGTH = 16


def new_ref() -> str:
    """A random name of 16 base32 letters (80 bits); never a permission."""
    return b32encode(secrets.token_bytes(LENGTH * 5 // 8)).decode().lower()
