"""Club: members, talks and living documents for e-commerce training clubs."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from config import Settings


def create_app(settings: "Settings") -> "Flask":
    """Make the application of one installation."""
    from club.application import make

    return make(settings)
