"""Talks near to the one that is read, from the index: those on its topics, else of its section, newest first."""

from typing import Any

from club.core.db import read
from club.core.site import club_here
from club.search import index_rules
from club.search.queries import NEAR
from club.talks.related import Near, finds_near


@finds_near
def near(talk: Any, is_member: bool) -> list[Near]:
    """At most three; one statement."""
    topics = [index_rules.expression(terms) for topic in talk.topics if (terms := index_rules.asked_for(topic))]
    wanted = [f"({topic})" for topic in topics[: index_rules.MOST_TOPICS]]
    if talk.section_id is not None:
        wanted.append(f'"{index_rules.in_section(talk.section_id)}"')
    if not wanted:
        return []
    narrowed = index_rules.narrowed(club=club_here().id, is_member=is_member, kind="talk")
    rows = read(
        NEAR,
        asked=index_rules.either(wanted),
        narrowed=index_rules.expression(narrowed),
        is_member=is_member,
        slug=talk.slug,
    )
    return [Near(row.slug, row.title, row.by, row.day) for row in rows]
