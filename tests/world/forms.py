"""The forms on the world's pages, as somebody would send them who changes nothing that is filled in."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from werkzeug.exceptions import HTTPException

from tests.world import World
from tests.world.asking import Asker

WORDS = {"email": "new@people.example", "tel": "+8613800000000", "date": "2026-11-23", "number": "3", "url": ""}
GIVEN = {"checkbox", "radio"}


@dataclass
class Filled:
    """A form: where it goes, what its fields say, and what else its choices offer."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    offered: dict[str, set[str]] = field(default_factory=dict)
    endpoint: str = ""

    def take(self, name: str, value: str, *, is_chosen: bool = True) -> None:
        self.offered.setdefault(name, set()).add(value)
        if is_chosen or name not in self.fields:
            self.fields[name] = value


class Forms(HTMLParser):
    """Reads the forms of a page; a required empty field gets a word of its type."""

    def __init__(self, markup: str, page: str) -> None:
        super().__init__()
        self.page, self.found, self._form, self._select, self._area = page, [], None, "", ""
        self.feed(markup)

    found: list[Filled]
    _form: Filled | None

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in pairs}
        if tag == "form":
            action = urlsplit(urljoin(self.page, given.get("action") or self.page))
            self._form = Filled(action.path, given.get("method", "get").upper())
            self.found.append(self._form)
        if self._form is None:
            return
        name = given.get("name", "")
        if tag == "option" and self._select:
            first = self._select not in self._form.fields
            self._form.take(self._select, given.get("value", ""), is_chosen=first or "selected" in given)
        elif tag == "select":
            self._select = name
        elif tag == "textarea":
            self._area = name
            self._form.fields.setdefault(name, "Some words")
        elif tag in {"input", "button"} and name:
            self._field(name, given)

    def _field(self, name: str, given: dict[str, str]) -> None:
        assert self._form
        kind, value = given.get("type", "text"), given.get("value", "")
        if kind == "file":
            return
        if kind in GIVEN:
            is_first = name not in self._form.fields and ("required" in given or kind == "radio")
            if "checked" in given or is_first:
                self._form.take(name, value or "y")
            else:
                self._form.offered.setdefault(name, set()).add(value)
            return
        if kind in {"hidden", "submit"} and "version" not in name:
            self._form.take(name, value)
        else:
            self._form.fields[name] = value or WORDS.get(kind, "Words" if kind == "text" else "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area and self._form is not None and data.strip():
            self._form.fields[self._area] = data


def forms_for(world: World, actor: str, pages: list[str]) -> list[Filled]:
    """The forms that somebody finds on these pages: one for each endpoint and set of fields."""
    asker, kept = Asker(world.app), {}
    for path in pages:
        answer = asker.ask(world.actors[actor], "GET", path)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        for form in Forms(answer.text, path).found:
            form.endpoint = endpoint_of(world, form)
            if form.method == "POST" and form.endpoint:
                kept.setdefault((form.endpoint, frozenset(form.fields)), form)
    return list(kept.values())


def endpoint_of(world: World, form: Filled) -> str:
    """Which view takes a form."""
    prefix = f"/{world.lantern.club.slug}"
    path = form.action.removeprefix(prefix) or "/"
    try:
        return str(world.app.url_map.bind("127.0.0.1").match(path, method=form.method)[0])
    except HTTPException:
        return ""
