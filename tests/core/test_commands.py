"""The command line: every group that the outside relies on is there, and each verb explains itself."""

import click
import pytest
from flask import Flask

GROUPS = ("clubs", "talks", "jobs", "db", "backup", "demo")


@pytest.mark.parametrize("group", GROUPS)
def test_the_group_and_each_of_its_verbs_have_help(sqlite_app: Flask, group: str) -> None:
    command = sqlite_app.cli.get_command(click.Context(sqlite_app.cli), group)
    assert isinstance(command, click.Group)
    for verb in command.list_commands(click.Context(command)):
        result = sqlite_app.test_cli_runner().invoke(args=[group, verb, "--help"])
        assert result.exit_code == 0, (group, verb, result.output)
        found = command.get_command(click.Context(command), verb)
        assert found is not None
        assert found.help or found.short_help, f"{group} {verb} says nothing"
