"""A long catalogue is read a leaf at a time, and every link to a place of it leads there."""

from dataclasses import replace

import pytest

from club.documents.kinds import kind_of
from club.documents.kinds.answers.body import Answers, Topic
from club.documents.kinds.answers.rules import MOST_ON_A_LEAF, leaves
from club.documents.leaves import opened_at
from tests.answers.shop import Shop
from tests.client import HouseClient
from tests.documents.bodies import a_catalogue, an_answer
from tests.documents.counting import statements

KIND = kind_of("answers")


def a_long_one(size: int = 2000) -> Answers:
    topics = tuple(Topic(key=f"t{n}", title=f"Sort {n}") for n in range(7))
    answers = (
        an_answer(f"a{n}", title=f"Problem {n}", topic=f"t{n % 8}" if n % 8 < 7 else "", code=f"c{n}")
        for n in range(size)
    )
    return replace(a_catalogue(*answers), topics=topics)


def test_every_answer_stands_on_one_leaf_and_none_is_too_long() -> None:
    body = a_long_one()
    cut = leaves(body)
    assert sorted(one.key for leaf in cut for one in leaf.answers) == sorted(one.key for one in body.answers)
    assert max(len(leaf.answers) for leaf in cut) <= MOST_ON_A_LEAF
    assert leaves(a_catalogue(an_answer("a"))) == (a_catalogue(an_answer("a")),)


def test_a_place_opens_its_leaf_and_a_number_that_is_none_the_nearest() -> None:
    body = a_long_one()
    assert "a7" in {one.key for one in opened_at(KIND, body, "p-a7", 1).body.answers}
    assert opened_at(KIND, body, "t-t3", 1).body.topics[0].key == "t3"
    last = len(leaves(body))
    assert [opened_at(KIND, body, at, n).number for at, n in (("", 0), ("", 99), ("p-none", 2))] == [1, last, 2]
    assert list(opened_at(KIND, body, "", 1).headings) == [f"t-t{n}" for n in range(7)]


@pytest.mark.slow
def test_a_long_text_costs_no_statement_more_and_its_page_is_bounded(app, client: HouseClient) -> None:
    found, sent = [], []
    for size in (MOST_ON_A_LEAF, 2000):
        shop = Shop(client, f"mill-{size}", catalogue=a_long_one(size))
        shop.sees(shop.agent)
        with statements() as told:
            found.append(client.get(f"{shop.at}/{shop.document.ref}").text)
        sent.append(len(told))
    assert sent[0] == sent[1]
    assert len(found[1]) < 1.5 * len(found[0])
    page = client.get(f"{shop.at}/{shop.document.ref}?at=p-a1999").text
    assert 'id="p-a1999"' in page
    assert 'rel="prev"' in page
