"""Names of rows that may be shown outside."""

import secrets
from itertools import product

LENGTH = 16
_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = ["".join(pair) for pair in product(_LETTERS, repeat=2)]
_BITS = 10


def new_ref() -> str:
    """A random name of 16 base32 letters (80 bits); never a permission."""
    number = secrets.randbits(LENGTH // 2 * _BITS)
    return "".join([_PAIRS[number >> shift & (1 << _BITS) - 1] for shift in range(0, LENGTH // 2 * _BITS, _BITS)])
