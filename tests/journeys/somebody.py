"""Somebody at a browser: reads the pages in their own language and uses what they see."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from flask_babel import force_locale, gettext
from playwright.sync_api import Locator, Page, expect

from club.core.i18n import locale_of
from tests.chromium import Served


@dataclass
class Somebody:
    """One person with one browser. Labels are given in English and looked for in the person’s language."""

    served: Served
    name: str
    on_phone: bool = False
    lang: str = "en"
    dark: bool = False
    page: Page = field(init=False)
    visited: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        locale = {"en": "en-GB", "zh": "zh-CN"}[self.lang]
        self.page = self.served.visitor(phone=self.on_phone, lang=locale, dark=self.dark)
        self.page.on("framenavigated", lambda frame: self.visited.add(urlsplit(frame.url).path))

    def word(self, english: str, **values: object) -> str:
        """A text of the program in this person’s language."""
        with self.served.app.app_context(), force_locale(locale_of(self.lang)):
            return str(gettext(english, **values))

    def opens(self, address: str) -> None:
        """Open an address that was typed, scanned or pasted."""
        self.page.goto(address)

    def follows(self, english: str, **values: object) -> None:
        """Press a link of the program."""
        self.follows_title(self.word(english, **values))

    def follows_title(self, title: str, rests: float = 0) -> None:
        """Press a link that bears somebody’s own words; a thumb rests on it for some milliseconds."""
        self.page.get_by_role("link", name=title).first.click(delay=rests)

    def presses(self, english: str, **values: object) -> None:
        """Press a button and wait for what it leads to; it may itself wait for what its form is sending."""
        self.button(english, **values).click()
        expect(self.page.locator("form[aria-busy=true]")).to_have_count(0)
        self.page.wait_for_load_state()

    def button(self, english: str, **values: object) -> Locator:
        return self.page.get_by_role("button", name=self.word(english, **values), exact=True).first

    def unfolds(self, english: str) -> None:
        """Open a part of the page that lies folded."""
        self.page.locator("summary", has_text=self.word(english)).first.click()

    def types(self, english: str, text: str) -> None:
        """Fill in a field."""
        self.labelled(english).fill(text)

    def picks(self, english: str, choice: str) -> None:
        """Choose from a list that drops down, by its own words."""
        self.labelled(english).select_option(label=self.word(choice))

    def ticks(self, *english: str) -> None:
        """Tick boxes or a choice."""
        for label in english:
            self.labelled(label).check()

    def hands_in(self, english: str, *papers: Path) -> None:
        """Choose files."""
        self.labelled(english).set_input_files(papers)

    def labelled(self, english: str) -> Locator:
        """The field under a label, which may go on with “(optional)” or a note."""
        label = self.page.get_by_label(re.compile(f"^\\s*{re.escape(self.word(english))}"))
        return self.page.locator("input, select, textarea").and_(label).first

    def reads(self, english: str, **values: object) -> None:
        """See a text of the program."""
        self.reads_words(self.word(english, **values))

    def reads_words(self, *words: str) -> None:
        """See somebody’s own words, or a figure."""
        for one in words:
            expect(self.page.locator("body")).to_contain_text(one.replace("\xa0", " "))

    def looks(self, what: str, *, axe: bool = True) -> None:
        """Hold the page to the rules of the house, and keep a picture of it."""
        self.served.look(self.page, f"{what}-{self.name}", axe=axe)

    def line(self, english: str) -> str:
        """The line to copy under a label, such as a link."""
        return self.labelled(english).input_value()

    def status_of(self, address: str) -> int:
        """How the program answers this person at an address."""
        answer = self.page.goto(address)
        assert answer is not None
        return answer.status
