"""Where people stop in a course, as a picture: a bar for each lesson, and a mark where people stand."""

from markupsafe import Markup, escape

from club.courses.tally_rules import Standing

WIDTH, HEIGHT, GAP = 720, 160, 0.2


def drawn(standing: Standing, label: str) -> Markup:
    """One bar a lesson for how many have done it, below it a darker one for how many come to it next."""
    rows, most = standing.rows, max(standing.people, 1)
    step = WIDTH / max(len(rows), 1)
    bars = "".join(
        f'<rect class="did" x="{place * step:.1f}" y="{HEIGHT - tall(row.done, most):.1f}" '
        f'width="{step * (1 - GAP):.1f}" height="{tall(row.done, most):.1f}"/>'
        f'<rect class="next-up" x="{place * step:.1f}" y="{HEIGHT - tall(row.here, most):.1f}" '
        f'width="{step * (1 - GAP):.1f}" height="{tall(row.here, most):.1f}"/>'
        for place, row in enumerate(rows)
    )
    return Markup(  # noqa: S704  numbers, and a label that is escaped
        f'<svg class="curve" viewBox="0 0 {WIDTH} {HEIGHT + 1}" role="img" aria-label="{escape(label)}">{bars}'
        f'<line class="axis" x1="0" y1="{HEIGHT}" x2="{WIDTH}" y2="{HEIGHT}"/></svg>'
    )


def tall(people: int, most: int) -> float:
    """The height of a bar for so many of all the people."""
    return HEIGHT * people / most
