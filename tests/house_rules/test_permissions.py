"""Each view names its permission; the few that work for the desk without a role are listed here."""

from pathlib import Path

from flask import Flask

from club import policy
from club.policy import Can
from config import ROOT

WORK_FOR_THE_DESK = {"classes.send", "applications.send", "applications.send_link", "dues.stripe_notice"}


def test_every_view_names_its_permission(sqlite_app: Flask) -> None:
    nameless = [
        name for name, view in sqlite_app.view_functions.items() if not isinstance(getattr(view, "needs", None), Can)
    ]
    assert nameless == [], "decorate the view with @needs(Can.…)"


def test_views_that_work_for_the_desk_are_listed(sqlite_app: Flask) -> None:
    found = {name for name, view in sqlite_app.view_functions.items() if view.as_desk}  # type: ignore[attr-defined]
    assert found == WORK_FOR_THE_DESK


def test_views_that_work_in_a_firm_without_a_role_are_listed(sqlite_app: Flask) -> None:
    found = {name for name, view in sqlite_app.view_functions.items() if view.in_firm}  # type: ignore[attr-defined]
    assert found == {"account.login"}


def test_views_that_work_beside_the_readers_own_firm_are_listed(sqlite_app: Flask) -> None:
    found = {name: view.needs for name, view in sqlite_app.view_functions.items() if view.beside}  # type: ignore[attr-defined]
    assert found == {"talks.show": Can.SITE_READ, "courses.lesson": Can.SITE_READ}


def test_views_that_offer_people_of_the_readers_own_firm_are_listed(sqlite_app: Flask) -> None:
    found = {name for name, view in sqlite_app.view_functions.items() if view.colleagues}  # type: ignore[attr-defined]
    assert found == {"talks.new", "talks.from_file", "talks.edit", "talks.schedule", "talks.give_back"}


def test_every_permission_is_held_by_somebody() -> None:
    held = policy.ANYONE | policy.BY_LINK | policy.SIGNED_IN | policy.OPERATOR | policy.BELONGING
    held |= policy.CLUB_PERMISSIONS | policy.FIRM_PERMISSIONS
    assert set(Can) == held


def test_a_permission_is_a_clubs_or_a_firms() -> None:
    assert frozenset() == policy.CLUB_PERMISSIONS & policy.FIRM_PERMISSIONS


def _sources() -> list[Path]:
    return [path for path in (ROOT / "club").rglob("*.py") if "core" not in path.relative_to(ROOT).parts]


def test_no_slice_passes_the_walls_by() -> None:
    words = ("installation=True", "unscoped", "exec_driver_sql", "scoped=True", "confined=")
    found = [f"{path.relative_to(ROOT)}: {word}" for path in _sources() for word in words if word in path.read_text()]
    assert found == []


def test_no_slice_commits() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in _sources()
        if path.name in {"actions.py", "queries.py", "rules.py", "views.py"} and ".commit()" in path.read_text()
    ]
    assert found == [], "the edge commits"


def test_the_clock_is_asked_at_its_door() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "club").rglob("*.py")
        if path.name != "clock.py"
        and any(word in path.read_text() for word in ("datetime.now(", "date.today(", "utcnow("))
    ]
    assert found == [], "use club.core.clock"
