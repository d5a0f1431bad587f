"""A secretary posts a talk for its speaker, who releases it on a phone, without an account; an editor publishes it."""

from pathlib import Path

import pytest

from club.policy import ClubRole
from tests.chromium import Served
from tests.journeys.crown import a_golden_crown, an_account
from tests.journeys.somebody import Somebody
from tests.journeys.steps import signs_in
from tests.talks.files import a_letter

pytestmark = pytest.mark.browser
TITLE, SPEAKER = "Counting stock on Mondays", "周敏（演示嘉宾）"
SUMMARY = "Why we close at four on a Monday and count."


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_talk_is_posted_released_on_a_phone_and_published(served: Served, tmp_path: Path) -> None:
    club = a_golden_crown(talks_released=True, release_en="The club may publish it.", release_zh="俱乐部可以发布。")
    file = tmp_path / "talk.docx"
    file.write_bytes(a_letter())

    secretary = Somebody(served, "secretary")
    secretary.opens("/crown/login?next=/crown/talks/new")
    signs_in(secretary, an_account(club, ClubRole.SECRETARY, "Luo (secretary)"))
    secretary.looks("1-new-talk")
    posts_for_the_speaker(secretary, file)
    link = secretary.line("Link")

    speaker = Somebody(served, "speaker", on_phone=True, lang="zh")
    speaker.opens(link)
    speaker.reads_words(TITLE, "Why we count", "Kettle", "俱乐部可以发布。")
    speaker.looks("3-to-release")
    speaker.ticks("I have read the release agreement and agree to it")
    speaker.presses("Release the talk")
    speaker.reads(
        "You have released this talk as it stands here. There is nothing more to do; until it is out you can still ask "
        "for changes."
    )
    speaker.looks("4-released")

    editor = Somebody(served, "editor")
    editor.opens("/crown/login?next=/crown/texts?status=submitted")
    signs_in(editor, an_account(club, ClubRole.EDITOR, "Shen (editor)"))
    editor.follows_title(TITLE)
    editor.reads("released")
    editor.looks("5-to-publish")
    editor.presses("Publish")
    editor.reads_words(TITLE, SUMMARY, SPEAKER)
    editor.looks("6-published")
    served.work()
    assert Somebody(served, "visitor").status_of("/crown/talks/counting-stock-on-mondays") == 200


def posts_for_the_speaker(secretary: Somebody, file: Path) -> None:
    """From the file to the link in the hand: five presses."""
    secretary.hands_in("File", file)
    secretary.presses("Read the file")
    secretary.reads("What was read of “%(name)s”", name="talk.docx")
    secretary.looks("1-what-was-read")
    secretary.types("Summary", SUMMARY)
    secretary.types("Name of a guest", SPEAKER)
    secretary.types("Held on", "2026-11-12")
    secretary.presses("Hand in")
    secretary.follows("Ask the speaker, see the answer")
    secretary.presses("Make the link")
    secretary.looks("2-link")
