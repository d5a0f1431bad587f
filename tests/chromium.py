"""Headless Chromium, and the program served to it: real server threads, real job threads."""

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from werkzeug.serving import make_server

from club.core import jobs
from club.core.i18n import COOKIE
from club.core.mail import Post
from tests.client import Page as Markup

PATIENCE = 30_000  # milliseconds for whatever a page has to show: a slow machine is no fault of the page
POLL = 0.02  # seconds until a server that is told to stop has heard of it
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
AXE = Path(__file__).parent / "vendor/axe-core/axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=list(FLAGS)
        )
        yield browser
        browser.close()


@dataclass
class Served:
    """A running installation and the browser that visits it."""

    app: Flask
    address: str
    chromium: Browser
    pictures: Path | None
    contexts: list[BrowserContext] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def visitor(self, *, phone: bool = False, lang: str = "en-GB", dark: bool = False) -> Page:
        """A page of somebody new: own cookies, own screen."""
        context = self.chromium.new_context(
            base_url=self.address,
            viewport=PHONE if phone else DESK,
            locale=lang,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("console", self._note)
        return page

    def _note(self, line: ConsoleMessage) -> None:
        if "Content Security Policy" in line.text:
            self.faults.append(line.text)

    def look(self, page: Page, name: str, *, axe: bool = True) -> None:
        """Hold a page to the house rules, to axe and to its width; keep pictures if CLUB_PICTURES names a folder."""
        if self.pictures:
            self._picture(page, self.pictures / name)
            self._picture_of_twin(page, self.pictures / name)
        assert self.faults == []
        page.wait_for_load_state("load")
        page.locator("h1").first.wait_for(state="attached")
        broken = Markup(page.content()).broken_rules()
        assert not broken, f"{page.url}: {broken}"
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, f"{page.url} is too wide"
        if axe:
            page.evaluate(AXE.read_text("utf-8"))
            found = page.evaluate("rules => axe.run({runOnly: rules})", AXE_RULES)["violations"]
            faults = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]
            assert faults == [], page.url

    def _picture(self, page: Page, name: Path) -> None:
        """The page as it stands, on both widths."""
        size, lang = page.viewport_size or DESK, page.locator("html").get_attribute("lang")
        for shown in (DESK, PHONE):
            page.set_viewport_size(shown)
            page.evaluate("scrollTo(0, 0)")
            page.screenshot(path=f"{name}-{lang}-{shown['width']}.png", full_page=True, caret="initial")
        page.set_viewport_size(size)

    def _picture_of_twin(self, page: Page, name: Path) -> None:
        """The same in the other language, as it opens anew: what was typed is not in it."""
        context = page.context
        kept = [cookie for cookie in context.cookies(self.address) if cookie.get("name") == COOKIE]
        is_english = (page.locator("html").get_attribute("lang") or "").startswith("en")
        context.add_cookies([{"name": COOKIE, "value": "zh" if is_english else "en", "url": self.address}])
        twin = context.new_page()
        answer = twin.goto(page.url)
        if answer is not None and answer.ok:
            self._picture(twin, name)
        twin.close()
        context.clear_cookies(name=COOKIE)
        context.add_cookies(kept)  # type: ignore[arg-type]  # what it gave it takes

    def work(self) -> None:
        """Carry out what was ordered, as the job threads would a moment later."""
        with self.app.app_context():
            jobs.finish_all()


@pytest.fixture
def served(app: Flask, chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Served]:
    """The application served on a free port; `mail` set to `off:` by the parameter `without_mail`."""
    server: Any = make_server("127.0.0.1", 0, app, threaded=True)
    server.daemon_threads = False  # closed, it waits for what a page sent as it went: it is of this test
    address = f"http://127.0.0.1:{server.server_port}"
    before = app.extensions["settings"]
    settings: Any = replace(before, base_url=address, mail_url=getattr(request, "param", before.mail_url))
    app.extensions["sites"].settings = app.extensions["settings"] = settings
    app.extensions["post"] = Post(settings)
    thread = threading.Thread(target=server.serve_forever, args=[POLL], daemon=True)
    thread.start()
    folder = os.environ.get("CLUB_PICTURES")
    made = Served(app, address, chromium, Path(folder) if folder else None)
    if made.pictures:
        made.pictures.mkdir(parents=True, exist_ok=True)
    yield made
    for context in made.contexts:
        context.close()
    assert made.faults == []
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["sites"].settings = app.extensions["settings"] = before
    app.extensions["post"] = Post(before)
