"""What it costs to hold standards of 500 clauses against one another: two side by side, three made into one."""

import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from statistics import median
from typing import Any

from bench.report import Figure
from bench.words import Words
from club.documents.body import Clause
from club.documents.change_rules import proposals
from club.documents.codec import to_json
from club.documents.comparing import compared
from club.documents.kinds import kind_of
from club.documents.kinds.standard.body import Section, Standard
from club.documents.merging import merge
from club.documents.settling import settle

SECTIONS, CLAUSES = 25, 20
CHANGED = 0.1
TIMES = 9
BAR = 13


def figures() -> Iterator[Figure]:
    """CPU of a merge and of a comparison, beside comparisons line by line of the same texts, which know no clause."""
    base = standard(Words())
    ours, theirs = edited(base, 1), edited(base, 2)
    lines = [json.dumps(to_json(each), ensure_ascii=False, indent=0).splitlines() for each in (base, ours, theirs)]
    reference = cpu_us(lambda: [SequenceMatcher(None, lines[0], side).get_opcodes() for side in lines[1:]])
    program = cpu_us(lambda: settle(merge(base, ours, theirs)))
    yield Figure(BAR, "merge of 3 x 500 clauses", "none", reference, program, "us", reference / program, 0.3, 1.0)

    plain = cpu_us(lambda: SequenceMatcher(None, *lines[:2]).get_opcodes())
    kind = kind_of("standard")
    weighed = cpu_us(lambda: (compared(kind, base, ours), proposals(kind, base, ours)))
    yield Figure(BAR, "compare of 2 x 500", "none", plain, weighed, "us", plain / weighed, 0.1, 0.3)


def standard(words: Words) -> Standard:
    return Standard(
        title="Standard",
        department="Service",
        sections=tuple(
            Section(
                key=f"s{n}",
                title=words(4),
                clauses=tuple(Clause(key=f"c{n}-{m}", title=words(3), text=words(40)) for m in range(CLAUSES)),
            )
            for n in range(SECTIONS)
        ),
    )


def edited(body: Standard, seed: int) -> Standard:
    """A tenth of the clauses reworded, some gone, some moved."""
    chance = random.Random(seed)

    def clauses(section: Section) -> tuple[Clause, ...]:
        kept = [each for each in section.clauses if chance.random() > CHANGED / 5]
        if chance.random() < CHANGED:
            chance.shuffle(kept)
        return tuple(replace(c, text=f"{c.text} {seed}") if chance.random() < CHANGED else c for c in kept)

    return replace(body, sections=tuple(replace(each, clauses=clauses(each)) for each in body.sections))


def cpu_us(work: Callable[[], Any]) -> float:
    """The median of several runs."""
    costs = []
    for _ in range(TIMES):
        began = time.process_time()
        work()
        costs.append((time.process_time() - began) * 1e6)
    return median(costs)
