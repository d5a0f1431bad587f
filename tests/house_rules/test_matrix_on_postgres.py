"""The matrix once more on PostgreSQL; and with wall 1 out of the way, so that row-level security stands alone."""

import re
from collections.abc import Iterator

import pytest

from tests.house_rules.test_matrix import cells, fault_of, listed, others, tell_tales, visitors
from tests.world import World
from tests.world.asking import Asker
from tests.world.keeping import Open
from tests.world.unwalled import without_wall_one

pytestmark = pytest.mark.postgres


def test_pages_open_to_whom_the_policy_says(postgres_world: World) -> None:
    world, faults = postgres_world, []
    asker = Asker(world.app)
    for rule, method, path in cells(world, ("GET",)):
        for actor in world.actors.values():
            faults += fault_of(world, rule, method, actor, asker.ask(actor, method, path))
    assert not faults, listed(faults)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_tenants_names_are_as_good_as_none(postgres_world: World, method: str) -> None:
    world = postgres_world
    before = others(world, Open(world.app))
    faults = tell_tales(world, Asker(world.app), method, visitors(world))
    assert others(world, Open(world.app)) == before
    assert not faults, listed(faults)


@pytest.fixture
def wall_one_off(postgres_world: World) -> Iterator[list[str]]:
    """What the program sends as if wall 1 had forgotten to name the tenant."""
    with without_wall_one() as widened:
        yield widened


def test_row_level_security_alone_lets_nothing_out(postgres_world: World, wall_one_off: list[str]) -> None:
    faults = tell_tales(postgres_world, Asker(postgres_world.app), "GET", visitors(postgres_world))
    assert not faults, listed(faults)
    assert wall_one_off, "no statement was widened: the test tests nothing"
    assert not [sql for sql in wall_one_off if "(scope_club" in sql or "(wall_club" in sql]


COMPETITORS = ("service of bamboo", "owner of bamboo", "bamboo.example", "quay")


def named_in(page: str) -> list[str]:
    """Which competitors a page names, as words of their own: a random ref may hold the letters of one."""
    return [word for word in COMPETITORS if re.search(rf"\b{re.escape(word)}\b", page.lower())]


def test_the_letters_of_a_random_ref_name_nobody() -> None:
    assert named_in('<a href="/crown/firms/lantern/people/k3aquayx7mzzz2ab">Ning</a>') == []
    assert named_in('<a href="/harbour/firms/quay/">Quay</a> owner@bamboo.example') == ["bamboo.example", "quay"]


def test_without_wall_one_no_page_shows_a_competitors_words(postgres_world: World, wall_one_off: list[str]) -> None:
    """What is on the pages that lantern's owner may open, looked through for whatever names another firm."""
    world, faults = postgres_world, []
    asker, owner = Asker(world.app), world.actors["lantern owner"]
    for rule, method, path in cells(world, ("GET",)):
        words = named_in(asker.ask(owner, method, path).get_data().decode(errors="replace"))
        faults += [f"{rule.rule}: {words}"] if words else []
    assert not faults, listed(faults)
