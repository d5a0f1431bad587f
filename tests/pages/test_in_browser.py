"""The gallery in headless Chromium: axe finds nothing, nothing reaches past the edge, scripts are not needed."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.pages import gallery
from tests.pages.environment import ROOT

pytestmark = pytest.mark.browser

AXE = ROOT / "tests/vendor/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEWS = [(name, 360) for name in gallery.STATES] + [(name, 1440) for name in gallery.STATES if "-en-" in name]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = tmp_path_factory.mktemp("gallery")
    gallery.write(written)
    return written


def opened(chromium: Browser, folder: Path, name: str, width: int) -> Page:
    """Open one page of the gallery, without motion, as axe measures colours."""
    page = chromium.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page.goto(f"file://{folder}/{name}.html")
    return page


@pytest.mark.parametrize(("name", "width"), VIEWS)
def test_axe_finds_nothing_and_nothing_overflows(chromium: Browser, folder: Path, name: str, width: int) -> None:
    page = opened(chromium, folder, name, width)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.add_script_tag(path=AXE)
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]
    beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.close()
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []
    assert beyond <= 0


def test_the_menu_opens_by_keyboard_without_script(chromium: Browser, folder: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"file://{folder}/desk-en-light.html")
    page.locator(".menu > summary").press("Enter")
    assert page.get_by_role("button", name="Sign out").is_visible()
    context.close()


def test_copy_button_appears_with_script_and_copies(chromium: Browser, folder: Path) -> None:
    page = opened(chromium, folder, "desk-en-light", 1440)
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_role("button", name="Copied").wait_for()
    page.close()
