"""What the reading page of a kind needs beside its body: numbers, sums, the picture."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from club.core.i18n import phrase as gettext
from club.documents.assessment import Indicator
from club.documents.body import Body, Kind
from club.documents.edits import items
from club.documents.kinds.ladder.body import Ladder, Stage
from club.documents.kinds.ladder.rules import daily_minutes, next_stages
from club.documents.kinds.ladder.standing import Span, is_open, spans
from club.documents.words import choice_word, days, expected_time, months, pay


@dataclass(frozen=True)
class Pointed:
    """An item of another text: what it is called and where it is read."""

    name: str
    href: str

    @property
    def short(self) -> str:
        """Its printed number, where it has one."""
        number = self.name.partition(" ")[0]
        return number if number[:1].isdigit() else self.name


def shown(
    kind: Kind[Any],
    body: Body,
    *,
    shows_pay: bool = True,
    pointed: Mapping[str, Pointed] = MappingProxyType({}),
    picture_at: Callable[[str], str] | None = None,
) -> dict[str, Any]:
    """Return the values of a kind's page; `body` is in one language with its blanks filled in.

    `pointed` holds, by key, the items of another text that this one names, `picture_at` tells where a picture is.
    """
    values: dict[str, Any] = {
        "body": body,
        "pointed": pointed,
        "picture_at": picture_at,
        "partial": f"documents/{kind.name}/_body.html",
        "word": choice_word,
    }
    values["indicators"] = {key: one for key, one in items(body) if isinstance(one, Indicator)}
    if isinstance(body, Ladder):
        values |= ladder_facts(body, shows_pay=shows_pay)
    return {**values, **kind.facts(body)}


def ladder_facts(ladder: Ladder, *, shows_pay: bool = True) -> dict[str, Any]:
    """The picture of a ladder and the words of its stages."""
    names = {stage.key: str(stage.title) for stage in ladder.stages}
    return {
        "tracks": picture(ladder, shows_pay=shows_pay),
        "shows_pay": shows_pay,
        "names": names,
        "names_of_tracks": {track.key: track.name for track in ladder.tracks},
        "time": expected_time,
        "pay": pay,
        "minutes": daily_minutes,
        "leads_to": lambda stage: next_stages(ladder, stage.key),
        "whole_time": whole_time(spans(ladder)),
    }


def picture(ladder: Ladder, *, shows_pay: bool = True, reached: frozenset[str] = frozenset()) -> list[dict[str, Any]]:
    """The tracks of a ladder as `components/ladder.html` draws them; none while stages go round in a circle."""
    where = spans(ladder)
    drawn: list[dict[str, Any]] = []
    if not where:
        return drawn
    for track in ladder.tracks:
        listed = sorted((s for s in ladder.stages if s.track == track.key), key=lambda s: where[s.key].begins)
        closed = [stage for stage in listed if not is_open(stage)]
        last = next((stage for stage in reversed(listed) if is_open(stage)), None)
        if listed:
            drawn.append(
                {
                    "name": str(track.name),
                    "start": float(where[listed[0].key].begins),
                    "stages": [_step(stage, shows_pay=shows_pay, reached=reached) for stage in closed],
                    "end_name": str(last.title) if last else None,
                    "end_pay": pay(last.salary) if last and shows_pay else "",
                    "end_note": gettext("open end") if last else None,
                }
            )
    return drawn


def whole_time(where: Mapping[str, Span]) -> str:
    """How long the longest way takes, as far as it has an end, by the stages' places."""
    ends = [span.ends for span in where.values() if span.ends is not None]
    longest = max(ends, default=0)
    return months(round(longest)) if longest >= 1 else days(round(longest * 30))


def _step(stage: Stage, *, shows_pay: bool, reached: frozenset[str]) -> dict[str, Any]:
    return {
        "name": str(stage.title),
        "months": round((stage.months or 0) + stage.days / 30, 2),
        "pay": pay(stage.salary) if shows_pay else "",
        "is_reached": stage.key in reached,
    }
