"""How fast somebody moves on a stage, for the list of people on a ladder."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from club.core.i18n import phrase as gettext
from club.core.i18n import phrase_number as ngettext
from club.core.i18n import short_day
from club.documents.kinds.ladder.body import Ladder, Stage
from club.documents.kinds.ladder.standing import Span, expected_start, standing
from club.growth.position_queries import months_walked
from club.growth.rules import stage_of, ticked


@dataclass(frozen=True)
class Pace:
    """A stage, how far on it in months, days ahead (negative: behind), and the ticks of the last 30 days."""

    stage: Stage
    walked: float
    days_ahead: int
    ticked_percent: int | None
    begins_on: date | None = None

    @property
    def words(self) -> str:
        """Days ahead, behind, or on time; before the first day, which it is."""
        if self.begins_on:
            return str(gettext("starts on %(day)s", day=short_day(self.begins_on)))
        return pace_words(self.days_ahead)

    @property
    def kind(self) -> str:
        """'good' ahead, 'bad' behind, '' on time."""
        return pace_kind(self.days_ahead)


def pace(
    ladder: Ladder,
    where: Mapping[str, Span],
    placement: Any,
    ticks: Collection[tuple[str, date]],
    *,
    today: date,
) -> Pace | None:
    """How fast somebody moves, `where` being the ladder's spans; None where the stage is not on it any more."""
    stage = stage_of(ladder, placement.stage)
    if stage is None:
        return None
    expected = expected_start(where[stage.key], placement.ladder_started_on)
    place = standing(stage, started_on=placement.started_on, today=today, expected_on=expected)
    share = ticked(stage, ticks, started_on=placement.started_on, today=today)
    return Pace(stage, months_walked((stage,), stage, place.day), place.days_ahead, share.percent, place.begins_on)


def pace_words(days_ahead: int) -> str:
    """Days ahead, behind, or on time."""
    if days_ahead == 0:
        return str(gettext("on time"))
    if days_ahead > 0:
        return str(ngettext("%(num)s day ahead", "%(num)s days ahead", days_ahead))
    return str(ngettext("%(num)s day behind", "%(num)s days behind", -days_ahead))


def pace_kind(days_ahead: int) -> str:
    """'good' ahead, 'bad' behind, '' on time."""
    return "good" if days_ahead > 0 else "bad" if days_ahead < 0 else ""
