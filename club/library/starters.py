"""The texts that every club's library begins with, in both languages."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from club.documents.body import Body, Kind
from club.documents.codec import read
from club.documents.kinds import kind_of

STARTERS: tuple[str, ...] = (
    "culture",
    "service_standard",
    "service_answers",
    "operator_ladder",
    "service_ladder",
    "newcomer_path",
    "service_exam",
)


@cache
def starter(name: str) -> tuple[Kind[Any], Body]:
    """Return the kind and the bilingual body of a starter text; it is read once per process."""
    stored = json.loads(files(__package__).joinpath("texts", f"{name}.json").read_text(encoding="utf-8"))
    kind = kind_of(stored["kind"])
    return kind, read(kind, stored)
