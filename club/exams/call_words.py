"""What people read of whom a call reaches, and of what the club knows of them."""

from typing import Any

from club.core.i18n import pick
from club.core.text import N_
from club.exams.call_rules import Verdict
from club.firms.audience_words import audience_words

VERDICTS = {
    Verdict.WAITING: ("", N_("is looked for")),
    Verdict.UNKNOWN: ("bad", N_("not found in this firm")),
    Verdict.CALLED: ("", N_("not sat yet")),
    Verdict.FAILED: ("warn", N_("not passed yet")),
    Verdict.PASSED: ("good", N_("passed")),
}
"""Kind of badge and words of each."""


def aimed_words(row: Any) -> str:
    """Whom a call of a firm reaches."""
    return audience_words(row.audience, row.target, row.name)


def club_words(row: Any) -> str:
    """Whom a call of the club reaches."""
    return audience_words(row.audience, row.target, pick(row.name_en, row.name_zh))
