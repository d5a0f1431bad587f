"""Somebody at the editor: opens its pages, types into their forms as they stand, and sends them."""

import re
from html.parser import HTMLParser
from typing import Any

from werkzeug.datastructures import MultiDict

from tests.client import HouseClient

Typed = dict[str, Any]


class Inputs(HTMLParser):
    """What a browser would send of the form that has a certain input, if nothing were typed."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.forms: list[MultiDict[str, str]] = []
        self._select = self._area = ""
        self._text: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in pairs}
        name = given.get("name", "")
        if tag == "form":
            self.forms.append(MultiDict())
        elif tag == "select":
            self._select, self._is_many, self._first = name, "multiple" in given, True
        elif tag == "option" and self._select:
            self._option(given)
        elif tag == "textarea":
            self._area, self._text = name, []
        elif tag == "input" and name and self.forms:
            is_ticked = given.get("type") not in {"checkbox", "radio"} or "checked" in given
            if is_ticked:
                self.forms[-1].add(name, given.get("value", ""))

    def _option(self, given: dict[str, str]) -> None:
        if "selected" in given:
            if not self._is_many:
                self.forms[-1].poplist(self._select)
            self.forms[-1].add(self._select, given.get("value", ""))
        elif self._first and not self._is_many:
            self.forms[-1].add(self._select, given.get("value", ""))
        self._first = False

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea" and self._area:
            self.forms[-1].add(self._area, "".join(self._text).removeprefix("\n"))
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self._text.append(data)


class Typist:
    """Writes one text of a firm part by part."""

    def __init__(self, client: HouseClient, shelf: str, title: str) -> None:
        self.client = client
        answer = self._send(f"{shelf}/new", "title", {"title": title, "lang": "en"})
        assert answer.status_code == 303, answer.text
        self.at = answer.location.removesuffix("/edit")

    def write(self, key: str = "", **typed: Any) -> None:
        """Change a part that is there; "" is the whole text."""
        answer = self._send(f"{self.at}/edit/item?key={key}", "opened", typed)
        assert answer.status_code == 303, errors(answer.text)

    def add(self, parent: str, slot: str, **typed: Any) -> str:
        """Add a part; its key."""
        answer = self._send(f"{self.at}/edit/add?parent={parent}&slot={slot}", "opened", typed)
        assert answer.status_code == 303, errors(answer.text)
        return re.split(r"key=|#[is]-", answer.location)[-1]

    def point_at(self, other: "Typist") -> None:
        """Say which other text this one refers to."""
        target = other.at.rpartition("/")[2]
        assert self._send(f"{self.at}/coverage", "target", {"target": target}, to="/points-at").status_code == 303

    def publish(self, note: str = "First") -> None:
        """Publish it; what stands in the way is shown."""
        page = self.client.get(f"{self.at}/publish").text
        answer = self._send(f"{self.at}/publish", "seen", {"note": note})
        assert answer.status_code == 303, page

    def page(self, path: str = "") -> str:
        """A page of the text as it is read."""
        answer = self.client.get(self.at + path)
        assert answer.status_code == 200
        return str(answer.text)

    def _send(self, path: str, wanted: str, typed: Typed, *, to: str = "") -> Any:
        page = self.client.get(path)
        assert page.status_code == 200, path
        form = next(form for form in Inputs(page.text).forms if wanted in form)
        unknown = [name for name in typed if f'name="{name}"' not in page.text]
        assert not unknown, f"{path} has no input for {unknown}"
        for name, value in typed.items():
            form.setlist(name, [str(one) for one in value] if isinstance(value, list) else [str(value)])
        return self.client.post(self.at + to if to else path, data=form)


def rows(table: str, *listed: Typed) -> Typed:
    """The inputs of a small table, row by row."""
    return {f"{table}__{place}__{name}": value for place, row in enumerate(listed) for name, value in row.items()}


def bands(*listed: tuple[Any, Any, Any]) -> Typed:
    """Bands as they are typed: from, to, points."""
    return rows("bands", *({"low": low, "high": high, "score": points} for low, high, points in listed))


def errors(page: str) -> str:
    """What a page says is wrong."""
    start = page.find('class="summary"')
    return page[start : start + 1500] if start >= 0 else page[:1500]
