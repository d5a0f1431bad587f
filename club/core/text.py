"""Text that is written here and said elsewhere: marked for the catalogue, translated where it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(msgid: str) -> str:  # noqa: N802 (the name gettext's tools look for)
    """Mark a text for the catalogues without translating it."""
    return msgid


@dataclass(frozen=True)
class Phrase:
    """A msgid with the values of its `%(name)s` places; who shows it translates it, and any phrase among them."""

    msgid: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.msgid % dict(self.values) if self.values else self.msgid
