"""Names of rows that may be shown outside."""

import secrets

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
LENGTH = 16


def new_ref() -> str:
    """A random name of 16 base32 letters (80 bits); never a permission."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
