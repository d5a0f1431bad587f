"""What slices above keep in a section: counted before it goes, and put elsewhere when it goes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update

from club.core.db import session


@dataclass(frozen=True)
class Contents:
    """A model whose rows name a section, and how so many of them are called."""

    model: Any
    called: Callable[[int], str]


_KEPT: dict[str, Contents] = {}


def keeps(noun: str, model: Any, called: Callable[[int], str]) -> None:
    """Register a model with `section_id` and `version`; the noun stands in the club’s book."""
    _KEPT[noun] = Contents(model, called)


def counted(section_id: int) -> dict[str, int]:
    """How many of each noun are in a section, the noughts left out."""
    many = {
        noun: session().scalar(select(func.count()).select_from(kept.model).where(kept.model.section_id == section_id))
        for noun, kept in _KEPT.items()
    }
    return {noun: number for noun, number in many.items() if number}


def called(counts: dict[str, int]) -> list[str]:
    """Counts in words, in the reader’s language."""
    return [_KEPT[noun].called(number) for noun, number in counts.items()]


def put_elsewhere(section_id: int, to: int | None) -> None:
    """Move everything out of a section; pages that stand open on what moved are stale."""
    for kept in _KEPT.values():
        session().execute(
            update(kept.model)
            .where(kept.model.section_id == section_id)
            .values(section_id=to, version=kept.model.version + 1)
            .execution_options(synchronize_session=False)
        )
