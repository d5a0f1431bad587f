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


class Refused(Exception):  # noqa: N818
    """Carries a refusal out of an action to the edge, which rolls back and shows it as 422."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
