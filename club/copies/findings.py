"""What was understood of a file that came in, and what was not: place by place."""

from dataclasses import dataclass, field
from typing import Any

from club.core.text import Phrase
from club.documents.body import Body

MOST_TOLD = 200
"""How many faults and how many notes are gathered of one file; more help nobody, and a hostile file makes millions."""


@dataclass(frozen=True)
class Finding:
    """One thing to say of a file: where (a sheet, a row or cell of it) and what; a fault stops taking it over."""

    what: Phrase
    sheet: str = ""
    cell: str = ""
    is_fault: bool = True


@dataclass
class Understood:
    """The text that a file makes, if it makes one, and what is said of it."""

    body: Body | None = None
    findings: list[Finding] = field(default_factory=list)
    _told: dict[bool, int] = field(default_factory=lambda: {True: 0, False: 0})

    @property
    def faults(self) -> list[Finding]:
        """What has to be put right in the file first."""
        return [one for one in self.findings if one.is_fault]

    @property
    def notes(self) -> list[Finding]:
        """What whoever sent it should know."""
        return [one for one in self.findings if not one.is_fault]

    def fault(self, message: str, sheet: str = "", cell: str = "", **values: Any) -> None:
        """Say what has to be put right."""
        self._tell(Finding(Phrase(message, values), sheet, cell))

    def note(self, message: str, sheet: str = "", cell: str = "", **values: Any) -> None:
        """Say what somebody should know."""
        self._tell(Finding(Phrase(message, values), sheet, cell, is_fault=False))

    def _tell(self, one: Finding) -> None:
        """Faults and notes are counted apart: however many notes there are, a fault is never lost."""
        self._told[one.is_fault] += 1
        if self._told[one.is_fault] <= MOST_TOLD:
            self.findings.append(one)


def cell_name(row: int, column: int) -> str:
    """What a spreadsheet calls a cell: row and column from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
