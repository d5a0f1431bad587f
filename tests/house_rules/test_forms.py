"""Every form of the world, filled in and sent: changes leave an event, and names of other tenants lead nowhere."""

from collections.abc import Iterator

import pytest
from werkzeug.test import TestResponse

from tests.house_rules.events import EVENTS
from tests.house_rules.test_matrix import listed, others
from tests.house_rules.test_statements import pages
from tests.world import Actor, World
from tests.world.asking import Asker, plain
from tests.world.forms import Filled, forms_for
from tests.world.keeping import Kept

pytestmark = pytest.mark.slow

SENDERS = (
    "crown administrator",
    "crown verifier",
    "crown board_member",
    "crown treasurer",
    "crown editor",
    "lantern owner",
    "lantern staff",
)
BOOKS = ("club_event", "firm_event", "person_event")
PARTS = 6
"""So that two workers share what takes long."""
NOT_FOR_THE_BOOKS = {"submission", "message", "job", "held_form", "sign_in", "invoice_numbers", *BOOKS}


@pytest.fixture(scope="session")
def filled(world: World) -> list[tuple[str, Filled]]:
    """Each form with somebody who may send it."""
    found = []
    for sender in SENDERS:
        paths = sorted({path for _endpoint, path, name, _bound in pages(world, SENDERS) if name == sender})
        found += [(sender, form) for form in forms_for(world, sender, paths)]
    return found


def events(kept: Kept) -> list[str]:
    return [row[0] for book in BOOKS for row in kept.rows(f"SELECT did FROM {book} ORDER BY rowid")]


def test_every_form_that_changes_something_is_in_the_table(world: World) -> None:
    posts = {rule.endpoint for rule in world.app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert posts - set(EVENTS) == set(), "say in tests/house_rules/events.py which event it leaves"
    assert set(EVENTS) - posts == set(), "no such endpoint"


def test_a_change_leaves_its_event_and_stays_at_home(
    world: World, kept: Kept, filled: list[tuple[str, Filled]]
) -> None:
    asker, faults = Asker(world.app), []
    before = events(kept)
    for sender, form in filled:
        actor, expected = world.actors[sender], EVENTS.get(form.endpoint, ())
        theirs = others(world, kept, but=actor)
        answer = asker.ask(actor, "POST", form.action, form.fields)
        where = f"{form.endpoint} by {sender}: {answer.status_code}"
        if answer.status_code >= 500 or answer.status_code in {403, 404}:
            faults.append(f"{where} for {form.fields}")
        if kept.has_changed():
            left = sorted(set(events_since(kept, before)))
            changed = sorted(kept.changed() - NOT_FOR_THE_BOOKS)
            if changed and expected and not set(left) & set(expected):
                faults.append(f"{where} changed {changed} and left {left}, not {sorted(expected)}")
            if set(left) - set(expected):
                faults.append(f"{where} left {left}; only {sorted(expected)} are listed")
            if others(world, kept, but=actor) != theirs:
                faults.append(f"{where} changed another tenant")
            kept.bring_back()
    assert not faults, listed(faults)


def events_since(kept: Kept, before: list[str]) -> list[str]:
    """The kinds of event that came in."""
    left = list(events(kept))
    for did in before:
        left.remove(did)
    return left


def foreign_fields(world: World, form: Filled) -> Iterator[tuple[str, str]]:
    """Each field that holds one of lantern's names, with each name of the same kind of another tenant."""
    for name, offered in form.offered.items():
        for kind, own in world.lantern.ids.items():
            if len(offered & set(own)) == 0 or name in {"page", "csrf_token"}:
                continue
            for tenant in (world.bamboo, world.quay):
                for value in tenant.ids.get(kind, [])[:4]:
                    if value not in own and value not in offered:
                        yield name, value


def bring_back(kept: Kept) -> None:
    """Make the world what it was, where anybody committed."""
    if kept.has_changed():
        kept.bring_back()
    kept.app.extensions["limits"].forget()


@pytest.mark.parametrize("part", range(PARTS))
def test_a_field_with_another_tenants_name_is_as_good_as_none(
    world: World, kept: Kept, filled: list[tuple[str, Filled]], part: int
) -> None:
    asker, faults = Asker(world.app), []
    for sender, form in filled[part::PARTS]:
        actor = world.actors[sender]
        theirs = others(world, kept, but=actor)

        def ask(name: str, value: str, actor: Actor = actor, form: Filled = form) -> TestResponse:
            return asker.ask(actor, "POST", form.action, {**form.fields, name: value})

        answers: dict[tuple[str, str], TestResponse] = {}
        for name, value in foreign_fields(world, form):
            nothing = "999999999" if value.isdecimal() else "zzzzzzzzzzzzzzzz"
            given = plain(ask(name, value), value, nothing)
            changed = kept.has_changed() and others(world, kept, but=actor) != theirs
            bring_back(kept)
            if (name, nothing) not in answers:
                answers[name, nothing] = ask(name, nothing)
                bring_back(kept)
            expected = plain(answers[name, nothing], value, nothing)
            is_telling = given[:1] != expected[:1] if value.isdecimal() else given != expected
            if changed or is_telling or given[0] >= 500:
                faults.append(
                    f"{form.endpoint} by {sender}: {name}={value} {given[0]}, nothing there: {expected[0]}"
                    f"{', and changed another tenant' if changed else ''}"
                )
    assert not faults, listed(faults)
