"""A refusal is a value: what a rule answers instead of yes, told to a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Refusal:
    """Why not, in a person's words; `message` and `next_step` are msgids marked by `N_`, filled with `values`."""

    code: str
    message: str
    next_step: str = ""
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.message % dict(self.values) if self.values else self.message
