"""The command line: every group that the outside relies on is there, and each verb explains itself."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from flask import Flask

from config import ROOT

GROUPS = ("clubs", "talks", "jobs", "backup", "demo")


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


@pytest.mark.slow
def test_migrations_run_from_the_command_line(tmp_path: Path) -> None:
    environ = {**os.environ, "CLUB_MODE": "development", "CLUB_INSTANCE": str(tmp_path)}
    for verb in ("upgrade", "current"):
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "db", verb]
        done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert "(head)" in done.stdout
