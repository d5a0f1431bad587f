"""`flask firms`."""

from flask import Flask

from tests.makers import a_club, an_admitted_firm


def run(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["firms", *words])
    return result.exit_code, result.output


def test_firms_of_one_club_are_listed(app: Flask) -> None:
    an_admitted_firm(a_club("harbour"), "Quay")
    an_admitted_firm(a_club("crown"), "Lantern")
    code, told = run(app, "list", "--club", "crown")
    assert code == 0
    assert told.split("\t")[:3] == ["lantern", "Lantern", "approved_unpaid"]
    assert "Quay" not in told


def test_one_firm_is_shown_without_its_contact(app: Flask) -> None:
    an_admitted_firm(a_club("crown"), "Lantern", contact_email="lin@lantern.example")
    code, told = run(app, "show", "lantern", "--club", "crown")
    assert code == 0
    assert "approved_unpaid" in told
    assert "lin@lantern.example" not in told


def test_a_mistake_is_one_line(app: Flask) -> None:
    a_club("crown")
    for words in (("show", "nobody", "--club", "crown"), ("list", "--club", "nowhere")):
        code, told = run(app, *words)
        assert code != 0
        assert told.startswith("Error: no ")
        assert "Traceback" not in told
