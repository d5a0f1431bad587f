"""`flask talks import`."""

from pathlib import Path

from sqlalchemy import select

from club.core.db import db
from club.talks.models import Publication, Talk
from tests.makers import a_club, as_desk
from tests.talks.test_transcript_rules import PAGE


def test_a_file_becomes_a_draft(app, tmp_path: Path) -> None:
    club = a_club("crown")
    file = tmp_path / "talk.txt"
    file.write_text(PAGE, "utf-8")
    result = app.test_cli_runner().invoke(
        args=["talks", "import", "--club", "crown", str(file), "--speaker", "Demo Speaker", "--date", "2024-03-19"]
    )
    assert result.exit_code == 0, result.output
    assert "http://127.0.0.1:8000/crown/talks/counting-stock-on-mondays-a-members-talk/edit" in result.output
    with as_desk(club):
        (talk,) = db.session.scalars(select(Talk))
    assert (talk.status, talk.speaker, talk.lang) == (Publication.DRAFT, "Demo Speaker", "en")
    assert f"{talk.held_on}" == "2024-03-19"
    assert talk.topics == ["stock", "counting"]
    assert talk.transcript_html.startswith("<p>Good evening.")


def test_mistakes_are_told_in_one_line(app, tmp_path: Path) -> None:
    a_club("crown")
    empty, binary, short = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.md"
    empty.write_text("\n")
    binary.write_bytes(b"\x00\x01\x02")
    short.write_text("# One\n\nWords.\n")
    for arguments, words in (
        (["--club", "crown", str(empty)], "is empty"),
        (["--club", "crown", str(binary)], "is not a file that a talk can be read from"),
        (["--club", "nobody", str(short)], "no club nobody"),
        (["--club", "crown", str(short), "--publish", "yes"], "Write a summary"),
        (["--club", "crown", str(tmp_path / "none.txt")], "does not exist"),
    ):
        result = app.test_cli_runner().invoke(args=["talks", "import", *arguments])
        assert result.exit_code != 0
        assert words in result.output
        assert "Traceback" not in result.output
