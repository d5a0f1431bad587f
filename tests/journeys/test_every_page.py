"""Every page of the demonstration, on a phone in English and at night at a desk in Chinese: axe finds nothing."""

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from club.core.db import db, session
from club.entrance import ROOT_ONLY
from club.people.models import Person
from tests.chromium import AXE, AXE_RULES, Served
from tests.client import HouseClient
from tests.makers import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CLUB, ROOT = "/goldcrown", ""
ROLES = {
    "a visitor": (CLUB, ""),
    "an administrator": (CLUB, "admin@goldcrown.example"),
    "a board member": (CLUB, "reviewer1@goldcrown.example"),
    "an owner": (CLUB, "owner@lantern.example"),
    "an agent": (CLUB, "staff@lantern.example"),
    "the operator": (ROOT, "operator@club.example"),
}
HREF = re.compile(r'href="([^"#?]+)')
OF_EACH_KIND = frozenset({"documents.show", "documents.edit", "documents.item", "settings.notice", "settings.change"})
TOLD_APART = ("shelf", "kind", "group")
"""Arguments that make another page of these endpoints; elsewhere one of them stands for all."""


class Crawl:
    """Follows links from the front page and opens what needs no arguments; each page once, for who comes first."""

    def __init__(self, app: Flask) -> None:
        self.app, self._seen = app, set[tuple[str, ...]]()

    def pages(self, client: HouseClient, home: str) -> Iterator[str]:
        """Addresses of pages that nobody came to before."""
        urls = self.app.url_map.bind("127.0.0.1", script_name=home)
        plain = [str(rule) for rule in self.app.url_map.iter_rules() if not rule.arguments]
        waiting = deque(f"{home}{path}" for path in ("/", *sorted(plain)))
        while waiting:
            path = waiting.popleft()
            page = self._page(urls, path.removeprefix(home), home)
            if page is None or page in self._seen:
                continue
            answer = client.get(path)
            if answer.status_code == 303:
                waiting.append(urlsplit(answer.location).path)
            elif answer.status_code == 200 and answer.mimetype == "text/html":
                self._seen.add(page)
                waiting.extend(link for link in HREF.findall(answer.text) if link.startswith(f"{home}/"))
                yield path

    @staticmethod
    def _page(urls: MapAdapter, path: str, home: str) -> tuple[str, ...] | None:
        """What tells a page from others; None where there is none to be opened."""
        try:
            endpoint, values = urls.match(path, method="GET")
        except HTTPException:
            return None
        if (endpoint.partition(".")[0] in ROOT_ONLY) != (home == ROOT):
            return None
        told = TOLD_APART if endpoint in OF_EACH_KIND else ()
        return (endpoint, *(str(values.get(name, "")) for name in told))


def faults(page: Page, path: str) -> list[str]:
    """What is wrong with a page as the browser draws it."""
    page.goto(path, wait_until="load")
    beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    options = {"runOnly": AXE_RULES, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    told = [f"{path}: {one['id']} {[node['html'][:140] for node in one['nodes'][:3]]}" for one in found]
    return told + ([f"{path}: {beyond} px too wide"] if beyond > 0 else [])


def comes_as(served: Served, client: HouseClient, **guise: object) -> Page:
    """A browser with the sign-in of a client."""
    page = served.visitor(**guise)  # type: ignore[arg-type]
    page.context.add_init_script(path=AXE)
    if (cookie := client.get_cookie("club")) is not None:
        page.context.add_cookies([{"name": "club", "value": cookie.value, "url": served.address}])
    return page


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_axe_finds_nothing_on_any_page_and_none_is_too_wide(app: Flask, served: Served) -> None:
    seeded = app.test_cli_runner().invoke(args=["demo", "seed"])
    assert seeded.exit_code == 0, seeded.output
    crawl, wrong, many = Crawl(app), list[str](), 0
    for home, email in ROLES.values():
        client = app.test_client()
        assert isinstance(client, HouseClient)
        if email:
            db.session.remove()
            sign_in(client, session().scalars(select(Person).where(Person.email == email)).one())
        phone = comes_as(served, client, phone=True)
        desk = comes_as(served, client, lang="zh-CN", dark=True)
        for path in crawl.pages(client, home):
            many += 1
            wrong += [f"phone {fault}" for fault in faults(phone, path)]
            wrong += [f"desk {fault}" for fault in faults(desk, path)]
    assert many > 100, "too few pages were found"
    assert wrong == [], "\n".join(["", *wrong])
