"""A ladder as SVG to the scale of time, across and upright; in Python, as macros cost four times as much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

Facts = Mapping[str, Any]
LEFT, END, WIDE, PITCH, RISE, LINE = 8, 1066, 1200, 28, 38, 17
KINDS = {"good": "early", "bad": "late"}


@dataclass(frozen=True)
class Step:
    """A stage with its place: from `x` to `to`, its line at `y`; `row` of its name below the axis, 0 if it fits."""

    stage: Facts
    start: float
    x: float
    to: float
    y: float
    row: int


def n(value: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{round(value, 1):g}"


def text(x: float, y: float, words: object, css: str = "") -> str:
    return f'<text class="{css}" x="{n(x)}" y="{n(y)}">{escape(words)}</text>'


def path(css: str, d: str) -> str:
    return f'<path class="{css}" d="{d}"/>'


def width_of(words: object) -> float:
    """Drawn width of 13 px text, guessed: a Chinese letter is three bytes and 13 px wide."""
    said = str(words or "")
    return len(said) * 7.2 + (len(said.encode()) - len(said)) * 3


def months_of(track: Facts) -> float:
    return sum(stage["months"] for stage in track["stages"]) or 1


def svg(css: str, width: float, height: float, words: str, parts: Sequence[str]) -> Markup:
    """Close the parts into a picture that says its words; each part is markup whose texts were escaped."""
    head = f'<svg class="{css}" viewBox="0 0 {n(width)} {n(height)}" role="img" aria-label="{escape(words)}">'
    return Markup(f"{head}{''.join(parts)}</svg>")  # noqa: S704


def person(one: Facts, x: float, y: float, radius: float) -> str:
    me = " me" if one.get("is_me") else ""
    return f'<circle class="who{me}" cx="{n(x)}" cy="{n(y)}" r="{radius}"/>' + text(x, y + 4.7, one["initial"], "ini")


def free_row(ends: list[float], x: float, need: float) -> int:
    """Take the first row in which nothing reaches to x; a new one if there is none."""
    row = next((number for number, end in enumerate(ends) if end <= x), len(ends))
    ends[row : row + 1] = [x + need]
    return row


def steps_of(track: Facts, axis: float, rise: float) -> tuple[list[Step], int]:
    """Place the stages of one track; also give how many rows stand below the axis."""
    scale, start = (END - LEFT) / months_of(track), 0.0
    steps: list[Step] = []
    ends: list[float] = []
    for number, stage in enumerate(track["stages"]):
        x, width = LEFT + start * scale, stage["months"] * scale
        need = max(width_of(stage["name"]), width_of(stage.get("pay")))
        row = free_row(ends, x, need + 16) + 1 if need + 10 > width else 0
        steps.append(Step(stage, start, x, x + width, axis - 58 - rise * number, row))
        start += stage["months"]
    return steps, len(ends)


def stairs(words: str, track: Facts, people: Sequence[Facts], unit: str) -> Markup:
    """Draw one track as a staircase; names that do not fit their step stand below the axis."""
    count = len(track["stages"]) or 1
    rise = min(RISE, 300 / count)
    axis = 94 + rise * count
    steps, rows = steps_of(track, axis, rise)
    top, total = axis - 58 - rise * count, months_of(track)
    parts = [part for step in steps for part in tread(step, axis)]
    line = "L".join(f"{n(step.x)} {n(step.y)}L{n(step.to)} {n(step.y)}" for step in steps)
    parts += [path("drop", f"M{END} {n(top)}V{n(axis)}"), path("axis", f"M{LEFT} {n(axis)}H1186")]
    parts += [path("track", f"M{line}L{END} {n(top)}"), path("track open", f"M{END} {n(top)}H1186")] if steps else []
    parts += [part for step in steps for part in names(step, axis)]
    parts += [text(END, axis + 20, f"{total:g}", "mut mid"), text(END + 18, axis + 20, unit, "mut")]
    parts += open_end(track, axis) if track.get("end_name") else []
    return svg("wide", WIDE, axis + 28 + rows * 40, words, [*parts, *seated(steps, people, total)])


def open_end(track: Facts, axis: float) -> list[str]:
    """Write the stage that has no end, with its pay, over the last line of months; long words end at the edge."""
    lines = [(track["end_name"], "nm"), *((track[name], "mut") for name in ("end_pay", "end_note") if track.get(name))]
    height = axis - 10 - 17.5 * (len(lines) - 1)
    is_long = max(width_of(words) for words, _css in lines) > WIDE - END - 16
    x, end = (WIDE - 4, " end") if is_long else (END + 8, "")
    return [text(x, height + 17.5 * row, words, css + end) for row, (words, css) in enumerate(lines)]


def tread(step: Step, axis: float) -> list[str]:
    shape = f"M{n(step.x)} {n(step.y)}H{n(step.to)}V{n(axis)}H{n(step.x)}z"
    css = "step-on" if step.stage.get("is_reached") else "step"
    return [path(css, shape), path("drop", f"M{n(step.x)} {n(step.y)}V{n(axis)}")]


def names(step: Step, axis: float) -> list[str]:
    """Write a stage's name, pay and first month."""
    y = axis + step.row * 40 if step.row else axis - 28
    lead = [path("drop", f"M{n(step.x + 3)} {n(axis + 1)}V{n(y - 11)}")] if step.row else []
    written = [
        text(step.x + 8, y, step.stage["name"], "nm"),
        text(step.x + 8, y + 17.5, step.stage.get("pay") or "", "mut"),
    ]
    return [*lead, *written, text(step.x, axis + 20, f"{step.start:g}", "mut mid")]


def seated(steps: Sequence[Step], people: Sequence[Facts], total: float) -> list[str]:
    """Draw people on their steps; who would cover another stands above."""
    parts: list[str] = []
    scale, last, high = (END - LEFT) / total, (-1.0, -99.0), 0
    for one in sorted(people, key=lambda each: each["at"]) if steps else []:
        x = LEFT + min(one["at"], total) * scale
        step = next(step for step in reversed(steps) if one["at"] >= step.start or step is steps[0])
        is_close = step.start == last[0] and x - last[1] < 34  # noqa: PLR2004
        high = high + 1 if is_close else 0
        last = (step.start, last[1] if is_close else x)
        y = step.y - 19 - high * PITCH
        parts += [*tail(one, x, y, scale, total), days(one, x, y, step), person(one, x, y, 13)]
    return parts


def tail(one: Facts, x: float, y: float, scale: float, total: float) -> list[str]:
    if one.get("calendar") is None or one.get("kind") not in KINDS:
        return []
    due = n(LEFT + min(one["calendar"], total) * scale)
    return [path(f"tail {KINDS[one['kind']]}", f"M{due} {n(y)}H{n(x)}M{due} {n(y - 5)}v10")]


def days(one: Facts, x: float, y: float, step: Step) -> str:
    """Write the days ahead or behind beside the person where there is room on the step, else above."""
    if not one.get("short"):
        return ""
    css, room = KINDS.get(one.get("kind") or "", "mut"), width_of(one["short"]) + 20
    if css == "late" and x - room > step.x:
        return text(x - 18, y + 4.7, one["short"], "late end")
    if css == "early" and x + room < step.to:
        return text(x + 18, y + 4.7, one["short"], "early")
    return text(min(x, step.to - 16), y - 18, one["short"], f"{css} mid")


def lanes(words: str, tracks: Sequence[Facts], people: Sequence[Facts], unit: str) -> Markup:
    """Draw several tracks, one lane each on one scale, joined to the first where they branch off."""
    months = max((track.get("start") or 0) + months_of(track) for track in tracks)
    scale, height = 1120 / months, 144
    axis = height * len(tracks) - 8
    parts: list[str] = []
    for number, track in enumerate(tracks):
        y, x = 56 + number * height, LEFT + (track.get("start") or 0) * scale
        if number and track.get("start"):
            parts.append(path("branch", f"M{n(x - 8)} 68V{y + 4}h8"))
        parts += [text(x, y - 38, track["name"], "nm"), *lane(track, x, y, scale)]
        parts += standing([one for one in people if one["track"] == number], y, scale)
    parts.append(path("axis", f"M{LEFT} {axis}H1186"))
    marks = range(0, round(months) + 1, 3 if months <= 30 else 6)  # noqa: PLR2004
    parts += [text(LEFT + month * scale, axis + 20, month, "mut mid") for month in marks]
    return svg("wide", WIDE, axis + 28, words, [*parts, text(1192, axis + 20, unit, "mut end")])


def lane(track: Facts, x: float, y: float, scale: float) -> list[str]:
    """Draw the segments of one lane with their names; a name too wide for its segment stands lower."""
    parts: list[str] = []
    ends: list[float] = []
    for stage in track["stages"]:
        width, pay = stage["months"] * scale, stage.get("pay") or ""
        css = "seg-on" if stage.get("is_reached") else "seg-open"
        parts.append(f'<rect class="{css}" x="{n(x)}" y="{y}" width="{n(max(width - 3, 1))}" height="8" rx="2"/>')
        need = max(width_of(stage["name"]), width_of(pay))
        if need + 8 <= width or stage is track["stages"][-1]:
            at, end = (1192, " end") if x + need > 1190 else (x, "")  # noqa: PLR2004
            parts += [text(at, y + 26, stage["name"], f"nm{end}"), text(at, y + 42, pay, f"mut{end}")]
        else:
            row = y + 62 + 18 * free_row(ends, x, width_of(f"{stage['name']}{pay}") + 24)
            parts += [path("drop", f"M{n(x + 0.5)} {y + 10}V{n(row)}"), pair(x + 5, row, stage["name"], pay)]
        x += width
    return parts


def pair(x: float, y: float, name: object, pay: object, css: str = "") -> str:
    said = f'<tspan class="nm">{escape(name)}</tspan> <tspan class="mut">{escape(pay)}</tspan>'
    return f'<text class="{css}" x="{n(x)}" y="{n(y)}">{said}</text>'


def standing(people: Sequence[Facts], y: float, scale: float) -> list[str]:
    """Draw people above a lane, moved aside where they would cover each other."""
    parts: list[str] = []
    seat = -99.0
    for one in sorted(people, key=lambda each: each["at"]):
        x = LEFT + one["at"] * scale
        seat = max(x, seat + PITCH)
        parts += [path("pin", f"M{n(x)} {y}L{n(seat)} {y - 6}"), person(one, seat, y - 18, 12.5)]
    return parts


def upright(words: str, track: Facts, people: Sequence[Facts], *, is_named: bool) -> Markup:
    """Draw one track for the phone: the first day at the foot, stages at the right, people at the left."""
    total, start = months_of(track), track.get("start") or 0
    scale = max(13 if is_named and not people else LINE, LINE * len(track["stages"]) / total)
    head = (28 if is_named else 0) + (64 if track.get("end_name") else 14)
    foot = head + total * scale
    parts = [text(6, 15, track["name"], "nm")] if is_named else []
    if track.get("end_name"):
        parts += [path("track open", f"M44 {head}V{head - 52}"), text(350, head - 38, track["end_name"], "nm end")]
        note = " · ".join(filter(None, [track.get("end_pay"), track.get("end_note")]))
        parts.append(text(350, head - 20, note, "mut end"))
    low, said = foot, foot + LINE - 3
    for number, stage in enumerate(track["stages"]):
        high = low - stage["months"] * scale
        said = min((low + high) / 2 + 4.5, said - LINE)
        parts += storey(stage, low, high, said, is_tinted=number % 2 == 0)
        if low - high >= LINE or stage is track["stages"][-1]:
            parts.append(text(28, high + 4.5, n(start + (foot - high) / scale), "mut end"))
        low = high
    parts += [text(28, foot + 4.5, f"{start:g}", "mut end"), path("axis", f"M44 {n(foot)}h314")]
    parts.append(path("track", f"M44 {n(foot)}V{head}"))
    return svg("", 358, foot + 14, words, [*parts, *climbing(people, foot, scale, start, total, is_brief=is_named)])


def storey(stage: Facts, low: float, high: float, said: float, *, is_tinted: bool) -> list[str]:
    """Draw a stage of the upright ladder with its name at the right, on the line `said` where it is low."""
    css = "step-on" if stage.get("is_reached") else "step"
    box = f'<rect class="{css}" x="44" y="{n(high)}" width="314" height="{n(low - high)}"/>'
    parts = [box] if is_tinted or css == "step-on" else []
    parts.append(path("drop", f"M44 {n(high)}h314"))
    name, pay = str(stage["name"]), stage.get("pay") or ""
    if low - high < 44:  # noqa: PLR2004
        return [*parts, pair(350, said, name if len(name) < 19 else f"{name[:17]}…", pay, "end")]  # noqa: PLR2004
    return [*parts, text(350, high + 20, name, "nm end"), text(350, high + 38, pay, "mut end")]


def climbing(
    people: Sequence[Facts], foot: float, scale: float, start: float, total: float, *, is_brief: bool
) -> list[str]:
    """Draw people on the upright line, moved up where they would cover each other."""
    parts: list[str] = []
    seat = foot + 99
    for one in sorted(people, key=lambda each: each["at"]):
        y = foot - min(one["at"] - start, total) * scale
        seat = min(y, seat - 25)
        css = KINDS.get(one.get("kind") or "")
        if css and one.get("calendar") is not None:
            due = n(foot - (one["calendar"] - start) * scale)
            parts.append(path(f"tail {css}", f"M44 {due}V{n(y)}M39 {due}h10"))
        name = str(one["name"])
        pace = one.get("words" if len(people) < 11 and not is_brief else "short")  # noqa: PLR2004
        words = f' <tspan class="{css}" dx="4">{escape(pace)}</tspan>' if css and pace else ""
        said = f"{escape(name if len(name) < 17 else name[:15] + '…')}{words}"  # noqa: PLR2004
        parts += [person(one, 44, seat, 11.5), f'<text x="64" y="{n(seat + 4.7)}">{said}</text>']
    return parts


def draw(title: str, tracks: Sequence[Facts], people: Sequence[Facts], unit: str) -> Markup:
    """Draw both pictures; the sheet shows the one that fits. Fields: templates/components/ladder.html."""
    words = told(title, tracks, people)
    wide = stairs(words, tracks[0], people, unit) if len(tracks) == 1 else lanes(words, tracks, people, unit)
    is_named = len(tracks) > 1
    tall = Markup().join(
        upright(
            words if number == 0 else track["name"],
            track,
            [o for o in people if o["track"] == number],
            is_named=is_named,
        )
        for number, track in enumerate(tracks)
    )
    return Markup('{}<div class="tall">{}</div>').format(wide, tall)


def told(title: str, tracks: Sequence[Facts], people: Sequence[Facts]) -> str:
    """Say the picture in words."""
    said = [title]
    for track in tracks:
        stages = ", ".join(f"{stage['name']} {stage['months']:g}" for stage in track["stages"])
        said.append(f"{track['name']}: {stages}" if len(tracks) > 1 else stages)
    standing_there = "; ".join(f"{one['name']}: {one['words']}" if one.get("words") else one["name"] for one in people)
    return ". ".join([*said, standing_there] if standing_there else said)
