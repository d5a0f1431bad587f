"""Where a person is on the learning path that belongs to their stage."""

from dataclasses import dataclass
from typing import Any

from club.documents import published
from club.documents.kinds.path.body import Path, Step
from club.documents.kinds.path.rules import length, step_on
from club.growth.queries import Edition


@dataclass(frozen=True)
class Walk:
    """A day on a learning path: its step, none once the path is over, and the step of tomorrow."""

    path: Edition
    day: int
    length: int
    step: Step | None
    tomorrow: Step | None


def walk(text: Any, *, day: int) -> Walk | None:
    """Put the day together for somebody on a stage; none where no path belongs to it, or one without days.

    `text` is the path in its edition in force, `day` the day of the stage, the first being 1.
    """
    if text is None or day <= 0:
        return None
    edition: Edition = text.edition
    path: Path = published.body(edition)
    if not (all_days := length(path)):
        return None
    step, after = step_on(path, day), step_on(path, day + 1)
    return Walk(edition, day, all_days, step, after if after is not step else None)
