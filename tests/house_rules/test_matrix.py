"""Nothing leaks: every route x method x role, from the URL map, against what the policy says."""

from collections.abc import Iterator

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from club import policy
from club.policy import Can
from tests.world import Actor, World
from tests.world.addresses import NoValueError, arguments
from tests.world.asking import METHODS, Asker, may, path_of, plain
from tests.world.keeping import Kept, Open, digest
from tests.world.narrower import is_narrower

ABOUT_THE_INPUT = {400, 409, 413, 422, 429}
ABSENT = {
    "ref": "zzzzzzzzzzzzzzzz",
    "slug": "no-such-thing",
    "int": "999999999",
    "": "nosuchtokenatall2222222222",
}
KINDS = {"RefConverter": "ref", "SlugConverter": "slug", "BoundedInteger": "int"}


def rules(app: Flask) -> list[Rule]:
    """Every route."""
    return sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)


def needs(app: Flask, rule: Rule) -> Can:
    permission: Can = app.view_functions[rule.endpoint].needs  # type: ignore[attr-defined]
    return permission


def answers_to(rule: Rule, method: str) -> bool:
    return method in (rule.methods or ())


def listed(faults: list[str]) -> str:
    return "\n".join(["", *faults])


def all_methods(app: Flask) -> dict[str, set[str]]:
    """What is taken at an address, by any of the routes that share it."""
    taken: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        taken.setdefault(rule.rule, set()).update(rule.methods or ())
    return taken


def fault_of(world: World, rule: Rule, method: str, actor: Actor, answer: TestResponse) -> list[str]:
    """What is wrong with an answer at lantern's own address; nothing where all is well."""
    status = answer.status_code
    if status >= 500:
        wrong = "a fault"
    elif not answers_to(rule, method):
        wrong = "" if status in {404, 405, 303} else "but the route does not take this method"
    elif may(actor, needs(world.app, rule), world.lantern):
        is_well = status < 400 or status in ABOUT_THE_INPUT or is_narrower(rule.endpoint, actor.name, status)
        wrong = "" if is_well else "but the policy lets them in"
    elif actor.person is not None:
        wrong = "" if status == 404 else "instead of 404"
    else:
        is_led = status == 303 and "/login?next=" in answer.headers["Location"]
        wrong = "" if is_led else "instead of the way to sign in"
    return [f"{method} {rule.endpoint} {rule.rule} by {actor.name}: {status}, {wrong}"] if wrong else []


def cells(world: World, methods: tuple[str, ...]) -> Iterator[tuple[Rule, str, str]]:
    """Every route with its methods, and those that its address does not take; at lantern's own address."""
    taken = all_methods(world.app)
    for rule in rules(world.app):
        path = path_of(world.app, rule, world.lantern, arguments(rule, world.lantern))
        for method in methods:
            if answers_to(rule, method) or method not in taken[rule.rule]:
                yield rule, method, path


def test_every_argument_has_a_value(world: World) -> None:
    missing = []
    for rule in rules(world.app):
        for tenant in (world.lantern, world.bamboo, world.quay):
            try:
                arguments(rule, tenant)
            except NoValueError as fault:
                missing.append(str(fault))
    assert sorted(set(missing)) == []


def test_pages_open_to_whom_the_policy_says(world: World) -> None:
    asker, faults = Asker(world.app), []
    for rule, method, path in cells(world, ("GET",)):
        for actor in world.actors.values():
            answer = asker.ask(actor, method, path)
            faults += fault_of(world, rule, method, actor, answer)
    assert not faults, listed(faults)


def test_forms_are_taken_from_whom_the_policy_says(world: World, kept: Kept) -> None:
    """Empty forms: whoever may send one changes nothing of others, whoever may not changes nothing."""
    asker, faults = Asker(world.app), []
    before = {name: others(world, kept, but=actor) for name, actor in world.actors.items()}
    for rule, method, path in cells(world, METHODS[1:]):
        for actor in world.actors.values() if answers_to(rule, method) else visitors(world):
            answer = asker.ask(actor, method, path)
            faults += fault_of(world, rule, method, actor, answer)
            if kept.has_changed():
                after = others(world, kept, but=actor)
                changed = [table for table, was in before[actor.name].items() if was != after[table]]
                faults += [f"{method} {rule.rule} by {actor.name} changed {table}" for table in changed]
                kept.bring_back()
    assert not faults, listed(faults)


def others(world: World, kept: Kept | Open, *, but: Actor | None = None) -> dict[str, str]:
    """What nobody may change from lantern's addresses: the other club, the competitor's own rows, others' accounts."""
    own = but.person if but else None
    return digest(kept, world.quay, club_too=True, but=own) | digest(kept, world.bamboo, club_too=False, but=own)


def absent(rule: Rule, argument: str) -> str:
    """A value of the right shape that nothing has."""
    return ABSENT[KINDS.get(type(rule._converters[argument]).__name__, "")]


def foreign_cells(world: World) -> Iterator[tuple[Rule, str, str, str, str, str]]:
    """Each argument in turn from another tenant, beside one that nothing has: rule, both paths, both values, whose."""
    for rule in rules(world.app):
        own = arguments(rule, world.lantern)
        for other in (world.bamboo, world.quay):
            theirs = arguments(rule, other)
            for argument, value in theirs.items():
                is_same_club = other.club is world.lantern.club
                if value == own[argument] or (is_same_club and (argument == "token" or is_of_the_desk(world, rule))):
                    continue  # whoever has a token of this club may open it, and its desk sees all of its firms
                nothing = absent(rule, argument)
                paths = [path_of(world.app, rule, world.lantern, {**own, argument: v}) for v in (value, nothing)]
                yield rule, *paths, value, nothing, other.firm.slug if other.firm else ""  # type: ignore[misc]


def is_of_the_desk(world: World, rule: Rule) -> bool:
    return needs(world.app, rule) in policy.CLUB_PERMISSIONS


def tell_tales(world: World, asker: Asker, method: str, actors: list[Actor]) -> list[str]:
    faults = []
    for rule, path, path_to_nothing, value, nothing, whose in foreign_cells(world):
        if not answers_to(rule, method):
            continue
        for actor in actors:
            given = plain(asker.ask(actor, method, path), value, nothing)
            expected = plain(asker.ask(actor, method, path_to_nothing), value, nothing)
            if given != expected:
                faults.append(f"{method} {path} ({whose}'s) by {actor.name}: {given[0]}, nothing there: {expected[0]}")
            elif given[0] < 400 and actor.person is not None and not is_by_link(world, rule):
                faults.append(f"{method} {path} ({whose}'s) by {actor.name}: {given[0]}")
    return faults


def is_by_link(world: World, rule: Rule) -> bool:
    return bool(world.app.view_functions[rule.endpoint].link)  # type: ignore[attr-defined]


def visitors(world: World) -> list[Actor]:
    """Those who come to lantern's addresses with another tenant's values."""
    names = ("stranger", "nobody", "crown administrator", "crown verifier", "lantern owner", "lantern staff")
    return [world.actors[name] for name in names]


def test_another_tenants_names_are_as_good_as_none(world: World) -> None:
    faults = tell_tales(world, Asker(world.app), "GET", visitors(world))
    assert not faults, listed(faults)


def test_forms_at_another_tenants_names_change_nothing(world: World, kept: Kept) -> None:
    before = others(world, kept)
    faults = tell_tales(world, Asker(world.app), "POST", visitors(world))
    assert others(world, kept) == before
    assert not faults, listed(faults)
