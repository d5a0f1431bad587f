"""A club with 10,000 talks of 2,000 words: a page sends what it sends for one, and each statement goes by an index."""

import re
from itertools import count
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from club.core.db import db
from club.core.reading import WATCHERS
from club.search.index_rules import MOST_FOUND, PAGE
from tests.client import HouseClient
from tests.house_rules.test_plans import plan_of
from tests.makers import a_club
from tests.makers.shelves import RARE, indexed_afterwards, many_talks

TALKS, WORDS = 10_000, 2_000
MOST_STEPS = 15_000
"""Of SQLite's own program for one search: a third more than a word takes that heads and texts say."""
PAGES = (
    "/talks",
    "/talks/many-0",
    f"/search?q={RARE}",
    "/search?q=我们",
    "/search?q=stock 我们&page=5",
    "/search?q=re",
)


def sent_by(client: HouseClient) -> dict[str, list[tuple[str, Any]]]:
    """The reads of each page, with their parameters."""
    found = {}
    for path in PAGES:
        client.get(f"/crown{path}")
        sent: list[tuple[str, Any]] = []
        WATCHERS.append(lambda sql, parameters, sent=sent: sent.append((sql, parameters)))
        try:
            assert client.get(f"/crown{path}").status_code == 200
        finally:
            WATCHERS.pop()
        found[path] = sent
    return found


@pytest.mark.slow
def test_ten_thousand_talks_take_as_many_statements_as_one_and_go_by_an_index(app: Flask, client: HouseClient) -> None:
    club = a_club("crown")
    many_talks(club, 1, words=WORDS)
    of_one = {path: len(sent) for path, sent in sent_by(client).items()}
    with indexed_afterwards(app.extensions.get("superuser", db.engine.execution_options(installation=True))):
        many_talks(club, TALKS - 1, words=WORDS, first=1)
    sent = sent_by(client)
    assert {path: len(each) for path, each in sent.items()} == of_one
    for path, each in sent.items():
        plans = [line for sql, parameters in each for line in plan(app, sql, parameters)]
        scans = [line for line in plans if re.search(r"(?:SCAN|Seq Scan on) (?:talk|index_entry|search_\w+)\b", line)]
        assert not [line for line in scans if "INDEX" not in line], "\n".join([path, *plans])
        if path.startswith("/search"):
            assert max(steps(app, sql, parameters) for sql, parameters in each) < MOST_STEPS, path
    page = client.get(f"/crown/search?q={RARE}").text
    assert page.count("/talks/many-") == PAGE
    assert f"More than {MOST_FOUND} texts" in client.get("/crown/search?q=我们").text
    assert "100 texts say" in re.sub(r"\s+", " ", page)


def steps(app: Flask, sql: str, parameters: Any) -> int:
    """How many steps SQLite takes; PostgreSQL counts none."""
    if db.engine.dialect.name != "sqlite":
        return 0
    taken = count()
    with app.extensions["reader"].connect() as connection:
        driver = connection.connection.driver_connection
        driver.set_progress_handler(lambda: next(taken) and None, 1)
        driver.execute(sql, parameters).fetchall()
        driver.set_progress_handler(None, 1)
    return next(taken)


def plan(app: Flask, sql: str, parameters: Any) -> list[str]:
    """What the database would do; on PostgreSQL also behind the door to the words."""
    if db.engine.dialect.name == "sqlite":
        with app.extensions["reader"].connect() as connection:
            driver = connection.connection.driver_connection
            return [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)]
    with app.extensions["superuser"].begin() as connection:
        behind = connection.execute(
            text(
                "EXPLAIN SELECT id FROM search_words WHERE club_id = (SELECT min(id) FROM club) "
                f"AND head @@ '''{RARE}'''::tsquery ORDER BY id DESC LIMIT 101"
            )
        ).scalars()
        return [*plan_of(connection, sql, parameters), *behind]
