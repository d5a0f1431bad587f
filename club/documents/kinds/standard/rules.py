"""What holds for a department standard: numbering, whole tables, grants that rise, a table that computes."""

from collections.abc import Iterator, Mapping
from typing import Any

from club.core.text import N_
from club.documents.assessment import example_problems, pay_problems, table_problems
from club.documents.body import Problem
from club.documents.kinds.standard.body import Standard, Table


def problems(standard: Standard) -> tuple[Problem, ...]:
    """Return what must be put right before the standard is published."""
    return (
        *_section_problems(standard),
        *_profile_problems(standard),
        *_grant_problems(standard),
        *_appraisal_problems(standard),
        *_customer_problems(standard),
    )


def numbers(standard: Standard) -> dict[str, str]:
    """Return the printed number of each section ("3") and clause ("3.2") by key; they follow the order."""
    found: dict[str, str] = {}
    for place, section in enumerate(standard.sections, 1):
        found[section.key] = str(place)
        found.update({clause.key: f"{place}.{under}" for under, clause in enumerate(section.clauses, 1)})
    return found


def facts(standard: Standard) -> Mapping[str, Any]:
    """Return what the reading page computes with."""
    return {"numbers": numbers(standard)}


def _section_problems(standard: Standard) -> Iterator[Problem]:
    if not standard.sections:
        yield Problem("sections", N_("A standard needs at least one chapter."))
    for section in standard.sections:
        for table in section.tables:
            if any(len(row.cells) != len(table.columns) for row in table.rows):
                yield Problem(_table_path(section.key, table), N_("Each row has one cell for each column."))


def _table_path(section: str, table: Table) -> str:
    return f"sections[{section}].tables[{table.key}]"


def _profile_problems(standard: Standard) -> Iterator[Problem]:
    for each in standard.profile:
        if each.at_least < 0:
            yield Problem(f"profile[{each.key}].at_least", N_("A minimum cannot be below 0."))


def _grant_problems(standard: Standard) -> Iterator[Problem]:
    for each in standard.grants:
        if each.limit < 0:
            yield Problem(f"grants[{each.key}].limit", N_("An amount cannot be below 0."))
    if len({each.currency for each in standard.grants}) > 1:
        yield Problem("grants", N_("All amounts that may be granted are in one currency."))
    limits = [each.limit for each in standard.grants]
    if limits != sorted(limits):
        yield Problem("grants", N_("List what each role may grant from the smallest amount to the largest."))


def _appraisal_problems(standard: Standard) -> Iterator[Problem]:
    if standard.appraisal is None:
        return
    yield from table_problems(standard.appraisal.indicators, "appraisal.indicators")
    yield from pay_problems(standard.appraisal.pay_bands, "appraisal.pay_bands")
    yield from example_problems(standard.appraisal.example, standard.appraisal.indicators, "appraisal.example")


def _customer_problems(standard: Standard) -> Iterator[Problem]:
    for each in standard.problems:
        if not each.wordings:
            yield Problem(f"problems[{each.key}].wordings", N_("A problem needs at least one wording of a customer."))
        if each.sensitive and not each.escalate:
            message = N_("A sensitive problem says when and to whom it is passed on.")
            yield Problem(f"problems[{each.key}].escalate", message)
