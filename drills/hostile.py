"""Hostile inputs over all routes by every role, in this process: no answer is 500, and none takes two seconds."""

import random
import re
import string
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import quote

from werkzeug.routing import Rule
from werkzeug.test import Client
from werkzeug.wrappers import Response

from bench import places
from drills.at_once import installation
from tests.house_rules.test_matrix import cells, needs
from tests.world import Actor, World, build
from tests.world.addresses import arguments
from tests.world.asking import Asker, may, path_of
from tests.world.keeping import Kept

BITS = [
    *("", " ", "0", "-1", "1e400", "NaN", str(2**70), "9" * 400, "７０００００００", "7千万", "69,999,999.995"),
    *("'", '"', "<script>alert(1)</script>", "{{ 7*7 }}", "%00", "\0", "\r\nSet-Cookie: a=b", "../../etc/passwd"),
    *("x" * 5000, "😀" * 500, "\u202e\u05d0\u05d1", "\ud7ff\ufffe", "a" * 65, "null", "[]", "{}", "true", "1 OR 1=1"),
    *("abcdefgh23456722", "gold", "crown", "login", "2026-02-30", "9999-12-31", "-0001-01-01", "CNY", "¥"),
]
METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE")
FRESH = 500
"""After so many inputs the world is made what it was: whoever was signed out is signed in again."""
HEADERS = [
    {},
    {"Cookie": "club=%s" % ("x" * 3000)},
    {"Cookie": "club=.eJw.bad; lang=xx; theme=\u00e9"},
    {"Accept-Language": "zh;q=abc,*;q=9,-,," + "x" * 2000},
    {"X-Forwarded-For": "' OR 1", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "javascript"},
    {"Content-Type": "multipart/form-data"},
    {"Content-Type": "application/json"},
    {"Range": "bytes=-1", "If-None-Match": '"' * 500, "If-Modified-Since": "never"},
    {"HX-Request": "true"},
]
HOSTS = (*["127.0.0.1"] * 12, "evil.example", "[::1]", "127.0.0.1:99", "127.0.0.1.evil.example")


class Attacker:
    """Draws requests from the URL map of a full world; the same ones for the same seed."""

    def __init__(self, world: World, seed: int) -> None:
        self.chance = random.Random(seed)
        self.world = world
        self.rules = list(world.app.url_map.iter_rules())
        self.names = names_in(world)
        self.actors = list(world.actors.values())

    def bit(self) -> str:
        if self.chance.random() < 0.2:
            return "".join(self.chance.choices(string.printable + "中文é\u2028", k=self.chance.randrange(40)))
        return self.chance.choice(BITS)

    def path(self, rule: Rule) -> str:
        """An address of the world, as it is or with one piece of it replaced; at times in a strange place."""
        known = arguments(rule, self.world.lantern)
        if not known or self.chance.random() < 0.5:
            return path_of(self.world.app, rule, self.world.lantern, known)
        spoiled = self.chance.choice(sorted(known))
        pieces = {name: self.bit() if name == spoiled else value for name, value in known.items()}
        path = re.sub(r"<(?:[^>:]*:)?(\w+)>", lambda found: quote(pieces[found[1]], safe=""), rule.rule)
        return self.chance.choice(["", "/crown", "/crown", "/crown", "/crown", "//crown", "/%2e%2e"]) + path

    def body(self) -> dict[str, str]:
        return {self.chance.choice(self.names): self.bit() for _ in range(self.chance.randrange(9))}

    def actor(self, rule: Rule) -> Actor:
        """Most of the time somebody whom the policy lets in."""
        permission = needs(self.world.app, rule)
        let_in = [actor for actor in self.actors if may(actor, permission, self.world.lantern)]
        return self.chance.choice(let_in if let_in and self.chance.random() < 0.8 else self.actors)

    def requests(self, number: int) -> Iterator[dict]:
        for _ in range(number):
            rule = self.chance.choice(self.rules)
            method = self.chance.choice([*(rule.methods or METHODS), self.chance.choice(METHODS)])
            actor = self.actor(rule)
            headers = {"Cookie": actor.cookie} | self.chance.choice(HEADERS)
            asked = {"path": self.path(rule), "method": method, "headers": headers}
            asked["query_string"] = "&".join(f"{quote(k)}={quote(v, errors='replace')}" for k, v in self.body().items())
            if method in {"POST", "PUT", "PATCH"}:
                asked["data"] = (
                    self.bit().encode() if "Content-Type" in headers else self.body() | {"csrf_token": actor.csrf}
                )
            asked["base_url"] = f"http://{self.chance.choice(HOSTS)}"
            yield asked


def names_in(world: World) -> list[str]:
    """Every name of a field on the pages that the world's people open."""
    asker, found = Asker(world.app), {"next", "page", "lang"}
    for _rule, method, path in cells(world, ("GET",)):
        for name in ("stranger", "crown administrator", "crown verifier", "crown board_member", "lantern owner"):
            answer = asker.ask(world.actors[name], method, path)
            if answer.mimetype == "text/html":
                found |= set(re.findall(r'name="(\w+)"', answer.get_data(as_text=True)))
    return sorted(found)


def run(number: int, seconds: float, seed: int = 1) -> str:
    until = time.monotonic() + seconds
    with places.sqlite() as place, installation(place) as app:
        world = build(app)
        statuses, worst, faults = attacked(world, Attacker(world, seed).requests(number), until)
    shown = ", ".join(f"{status}: {times}" for status, times in sorted(statuses.items()))
    done, routes = sum(statuses.values()), len(list(app.url_map.iter_rules()))
    return (
        f"{done} of {number} inputs sent over {routes} routes as {len(world.actors)} people:"
        f" {faults} answers 500, worst {worst:.2f} s ({shown})"
    )


def attacked(world: World, requests: Iterator[dict], until: float) -> tuple[Counter, float, int]:
    statuses: Counter[int] = Counter()
    worst, faults, kept = 0.0, 0, Kept(world.app)
    client = Client(world.app, Response, use_cookies=False)
    for number, asked in enumerate(requests):
        if time.monotonic() > until:
            break
        if number % FRESH == 0 and kept.has_changed():
            kept.bring_back()
        world.app.extensions["limits"].forget()
        begun = time.monotonic()
        # A context of its own, as a server gives each request: else one would read what another left in `g`. The test
        # client itself refuses to send some of them.
        with world.app.app_context(), suppress(ValueError, UnicodeError):
            answer = client.open(follow_redirects=False, **asked)
            answer.close()
            worst = max(worst, time.monotonic() - begun)
            statuses[answer.status_code] += 1
            faults += noted(answer.status_code, asked)
    return statuses, worst, faults


def noted(status: int, asked: dict) -> bool:
    is_fault = status >= 500 and status not in {503, 501, 505}
    if is_fault:
        print(status, asked["method"], ascii(asked["path"])[:200], ascii(asked)[:600], flush=True)
    return is_fault
