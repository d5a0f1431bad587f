"""A writer sends a recording over a bad line: it goes on by itself, after a reload too, and is played by readers."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Dialog, Request, Route, expect

from club.policy import ClubRole
from club.talks import media_actions
from tests.chromium import Served
from tests.journeys.crown import a_golden_crown, an_account
from tests.journeys.somebody import Somebody
from tests.journeys.steps import signs_in
from tests.makers import a_talk
from tests.talks import films

pytestmark = pytest.mark.browser
PART = 800
PATH = "/crown/talks/counting-stock"
LOST = "No connection just now. It goes on by itself as soon as there is one."
PLAYED = "[document.querySelector('video').duration, document.querySelector('video').error]"


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_recording_goes_on_after_a_lost_connection_and_a_reload(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media_actions, "PART", PART)
    served.app.extensions["settings"] = replace(served.app.extensions["settings"], recordings=films.ON)
    club = a_golden_crown()
    a_talk(club, slug="counting-stock")
    file = tmp_path / "talk.webm"
    file.write_bytes(films.WEBM)

    editor = Somebody(served, "editor")
    editor.opens(f"/crown/login?next={PATH}/edit")
    signs_in(editor, an_account(club, ClubRole.EDITOR, "Shen (editor)"))
    line = BadLine(editor)

    line.breaks_after(1)
    editor.hands_in("Audio or video", file)
    editor.button("Send the recording").click()
    editor.reads(LOST)
    expect(editor.page.locator("#media progress")).not_to_have_js_property("value", 0)
    editor.looks("1-lost")
    editor.page.on("dialog", Dialog.accept)
    editor.page.reload()
    editor.reads("Throw away what has come")
    editor.looks("2-after-a-reload")

    line.breaks_after(1)
    editor.hands_in("Audio or video", file)
    editor.button("Send the recording").click()
    editor.reads(LOST)
    line.mends()
    editor.reads("The recording is here. Whoever may read the talk can play it.")
    editor.looks("3-here")
    assert line.arrived == list(range(0, len(films.WEBM), PART))

    visitor = Somebody(served, "visitor", on_phone=True, lang="zh")
    visitor.opens(PATH)
    visitor.looks("4-played")
    visitor.page.evaluate("document.querySelector('video').play()")
    expect(visitor.page.locator("video")).not_to_have_js_property("currentTime", 0)
    assert visitor.page.evaluate(PLAYED) == [4, None]


class BadLine:
    """Lets so many parts of a recording through, then none, until it is mended; notes which arrived."""

    def __init__(self, somebody: Somebody) -> None:
        self.left, self.arrived = 0, list[int]()
        somebody.page.route("**/media/*", self._take)
        somebody.page.on("requestfinished", self._note)

    def breaks_after(self, parts: int) -> None:
        self.left = parts

    def mends(self) -> None:
        self.left = 1000

    def _take(self, route: Route) -> None:
        if route.request.method != "POST" or urlsplit(route.request.url).path.endswith("/begin"):
            route.continue_()
        elif self.left:
            self.left -= 1
            route.continue_()
        else:
            route.abort("internetdisconnected")

    def _note(self, request: Request) -> None:
        sent = request.post_data_buffer or b""
        if b'name="offset"' in sent:
            self.arrived.append(int(sent.split(b'name="offset"')[1].split(b"--")[0]))
