"""A test client that reads each page it fetches and holds it to the rules of the house."""

from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

LABELLED = {"input", "select", "textarea"}
UNLABELLED_TYPES = {"hidden", "submit", "button", "reset", "image"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Page(HTMLParser):
    """What the rules need to know of a page."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.headings = 0
        self.title = ""
        self.labels: set[str] = set()
        self.controls: list[dict[str, str | None]] = []
        self.hidden: list[tuple[str, str]] = []
        self.forms: list[dict[str, Any]] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self._in_title = False
        self.lang = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        attributes = dict(pairs)
        if tag not in VOID:
            self._open.append(tag)
        self._note(tag, attributes)
        if "id" in attributes:
            self.ids.append(attributes["id"] or "")
        if "style" in attributes or any(name.startswith("on") for name in attributes):
            self.faults.append(f"inline style or handler on <{tag}>")
        is_data = attributes.get("type") == "application/ld+json"
        if tag == "style" or (tag == "script" and "src" not in attributes and not is_data):
            self.faults.append(f"inline <{tag}>")

    def _note(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "input" and attributes.get("type") == "hidden":
            self.hidden.append((attributes.get("name") or "", attributes.get("value") or ""))
        if tag in LABELLED:
            self._note_control(attributes)
        elif tag == "html":
            self.lang = attributes.get("lang") or ""
        elif tag == "title" and "svg" not in self._open:
            self._in_title = True
        elif tag == "h1":
            self.headings += 1
        elif tag == "label" and attributes.get("for"):
            self.labels.add(attributes["for"] or "")
        elif tag == "form":
            self.forms.append({"method": (attributes.get("method") or "get").lower(), "names": set()})
        elif tag == "img" and "alt" not in attributes:
            self.faults.append("<img> without alt")

    def _note_control(self, attributes: dict[str, str | None]) -> None:
        if self.forms and "form" in self._open:
            self.forms[-1]["names"].add(attributes.get("name"))
        if (attributes.get("type") or "").lower() not in UNLABELLED_TYPES and "label" not in self._open:
            self.controls.append(attributes)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    def broken_rules(self) -> list[str]:
        broken = list(self.faults)
        if not self.title.strip():
            broken.append("no title")
        if self.headings != 1:
            broken.append(f"{self.headings} h1 instead of one")
        if not self.lang:
            broken.append("no language")
        broken += [f"id {name!r} twice" for name in {i for i in self.ids if self.ids.count(i) > 1}]
        for control in self.controls:
            named = control.get("aria-label") or control.get("aria-labelledby")
            if not named and control.get("id") not in self.labels:
                broken.append(f"no label for {control.get('name')!r}")
        if any(form["method"] == "post" and "csrf_token" not in form["names"] for form in self.forms):
            broken.append("a form without CSRF token")
        return broken


@lru_cache(maxsize=8)
def seen(markup: str) -> Page:
    """A page, read once for its rules and for its form."""
    return Page(markup)


class HouseClient(FlaskClient):
    """Follows the house rules on every HTML answer."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        with self.application.app_context():  # a fresh `g`, as each request has outside of tests
            response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and response.status_code not in range(300, 400) and response.data:
            broken = seen(response.text).broken_rules()
            if "Content-Security-Policy" not in response.headers:
                broken.append("no Content-Security-Policy")
            assert not broken, f"{response.request.path} ({response.status_code}): {broken}"
        return response

    def part(self, path: str, fields: dict[str, Any] | None = None) -> TestResponse:
        """What a script of a page gets, to put it into the page: a part, which has no head of its own."""
        method = "GET" if fields is None else "POST"
        with self.application.app_context():
            return super().open(path, method=method, data=fields, headers={"HX-Request": "true"})

    def form(self, path: str) -> dict[str, str]:
        """The hidden fields of a page's forms (CSRF token, submission key, version), to send back."""
        hidden: dict[str, str] = {}
        for name, value in seen(self.get(path).text).hidden:
            hidden.setdefault(name, value)
        return hidden

    def submit(self, path: str, fields: dict[str, Any] | None = None, *, to: str = "", **kwargs: Any) -> TestResponse:
        """Open a page, fill its form in and send it, as a browser does."""
        return self.post(to or path, data={**self.form(path), **(fields or {})}, **kwargs)
