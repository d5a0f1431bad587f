"""How many questions an attempt has: of a tag no more than its bank holds."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from club.banks.queries import BANKS
from club.banks.rules import tags_of
from club.core.db import read
from club.documents.kinds.exam.body import Exam
from club.documents.kinds.exam.rules import drawn_count


class Stock:
    """What the banks hold from which some exams draw: one read for each of the banks, however many exams there are."""

    def __init__(self, exams: Iterable[Exam]) -> None:
        drawn_from = {section.bank for exam in exams for section in exam.sections if section.tag}
        self._rows: dict[str, list[Any]] = {name: list(read(BANKS[name].stock)) for name in sorted(drawn_from)}

    def asked(self, exam: Exam, *, without: Collection[str] = ()) -> int:
        """How many questions an attempt has at most; none of the sorts `without` comes from a bank.

        Parts that draw by one tag share what it has. Where a question has two of the tags, chance decides.
        """
        wanted: Counter[tuple[str, str]] = Counter()
        for section in exam.sections:
            wanted[section.bank, next(iter(tags_of(section.tag)), "")] += drawn_count(section)
        return sum(min(count, self.there(*of, without)) if of[1] else count for of, count in wanted.items())

    def there(self, bank: str, tag: str, without: Collection[str]) -> int:
        """How many questions a bank from which one of the exams draws holds of a tag."""
        return sum(row.there for row in self._rows[bank] if tag in row.tags and row.sort not in without)
