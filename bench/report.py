"""What was measured, against what it must be."""

import json
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

OUT = Path(__file__).parent / "out"


@dataclass(frozen=True)
class Figure:
    """One bar on one database; `ratio` above the bars where more is better, below them where less is."""

    bar: int
    what: str
    database: str
    reference: float
    program: float
    unit: str
    ratio: float
    must: float
    goal: float
    more_is_better: bool = True
    failures: int = 0

    def reaches(self, limit: float) -> bool:
        return self.failures == 0 and (self.ratio >= limit if self.more_is_better else self.ratio <= limit)

    @property
    def verdict(self) -> str:
        if self.failures:
            return f"{self.failures} failed"
        return "goal" if self.reaches(self.goal) else "must" if self.reaches(self.must) else "MISSED"

    @property
    def line(self) -> str:
        sign = ">=" if self.more_is_better else "<="
        return (
            f"{self.bar:>3}  {self.what:<24} {self.database:<11} {self.reference:>9.1f} {self.program:>9.1f}"
            f" {self.unit:<3} {self.ratio:>6.2f}   {sign} {self.must:<5g} {self.goal:<5g} {self.verdict}"
        )


HEAD = f"bar  {'what':<24} {'database':<11} {'reference':>9} {'program':>9}      {'ratio':>6}      must  goal"


def save(figures: Iterable[Figure]) -> Path:
    OUT.mkdir(parents=True, exist_ok=True)
    path = OUT / f"{time.strftime('%Y-%m-%d-%H%M')}.json"
    rows = [asdict(figure) | {"verdict": figure.verdict} for figure in figures]
    path.write_text(json.dumps(rows, indent=1), "utf-8")
    return path
