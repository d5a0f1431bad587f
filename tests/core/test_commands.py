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


@pytest.mark.slow
@pytest.mark.parametrize(
    ("url", "words"), [("", "db upgrade"), ("postgresql+psycopg://club@127.0.0.1:1/club", "DATABASE_URL")]
)
def test_a_database_that_is_not_ready_is_told_in_one_line(tmp_path: Path, url: str, words: str) -> None:
    environ = {**os.environ, "CLUB_MODE": "development", "CLUB_INSTANCE": str(tmp_path), "DATABASE_URL": url}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "dead"]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert words in done.stderr
