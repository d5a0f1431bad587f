"""Hostile inputs over all routes, in this process: no answer may be 500, and none may take two seconds."""

import logging
import random
import re
import string
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import structlog
from flask import Flask
from flask_migrate import upgrade
from werkzeug.routing import Rule

from club import create_app
from config import Settings
from drills.settings import environment
from tests import makers

SLOW = 2.0
BITS = [
    *("", " ", "0", "-1", "1e400", "NaN", str(2**70), "9" * 400, "７０００００００", "7千万", "69,999,999.995"),
    *("'", '"', "<script>alert(1)</script>", "{{ 7*7 }}", "%00", "\0", "\r\nSet-Cookie: a=b", "../../etc/passwd"),
    *("x" * 5000, "😀" * 500, "\u202e\u05d0\u05d1", "\ud7ff\ufffe", "a" * 65, "null", "[]", "{}", "true", "1 OR 1=1"),
    *("abcdefgh23456722", "gold", "crown", "login", "2026-02-30", "9999-12-31", "-0001-01-01", "CNY", "¥"),
]
METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE")
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
HOSTS = ("127.0.0.1", "127.0.0.1", "127.0.0.1", "localhost:99999", "evil.example", "[::1", "", "127.0.0.1:8000@evil")


class Attacker:
    """Draws requests from the URL map; the same ones for the same seed."""

    def __init__(self, app: Flask, seed: int) -> None:
        self.chance = random.Random(seed)
        self.rules = list(app.url_map.iter_rules())

    def bit(self) -> str:
        if self.chance.random() < 0.2:
            return "".join(self.chance.choices(string.printable + "中文é\u2028", k=self.chance.randrange(40)))
        return self.chance.choice(BITS)

    def piece(self) -> str:
        """What stands in an address: half of the time something that fits."""
        fitting = ["abcdefgh23456722", "7", "talk-1", "en"]
        return self.chance.choice(fitting) if self.chance.random() < 0.5 else self.bit()

    def path(self, rule: Rule) -> str:
        path = re.sub(r"<[^>]+>", lambda _: quote(self.piece(), safe=""), rule.rule)
        return self.chance.choice(["", "/crown", "/crown", "/crown", "//crown", "/%2e%2e"]) + path

    def body(self) -> dict[str, str]:
        names = (
            "name",
            "email",
            "identifier",
            "password",
            "amount",
            "currency",
            "next",
            "csrf_token",
            "code",
            "page",
            "legal_name",
            "credit_code",
            "turnover",
            "submission_key",
            "version",
            "held",
            "title",
            "file",
        )
        return {self.chance.choice(names): self.bit() for _ in range(self.chance.randrange(6))}

    def requests(self, number: int) -> Iterator[dict]:
        for _ in range(number):
            rule = self.chance.choice(self.rules)
            method = self.chance.choice([*(rule.methods or METHODS), self.chance.choice(METHODS)])
            headers = self.chance.choice(HEADERS)
            asked = {"path": self.path(rule), "method": method, "headers": headers}
            asked["query_string"] = "&".join(f"{quote(k)}={quote(v, errors='replace')}" for k, v in self.body().items())
            if method in {"POST", "PUT", "PATCH"}:
                asked["data"] = self.bit().encode() if "Content-Type" in headers else self.body()
            asked["base_url"] = f"http://{self.chance.choice(HOSTS)}"
            yield asked


def run(number: int, seed: int = 1) -> str:
    with tempfile.TemporaryDirectory(prefix="club-hostile-") as folder:
        app = create_app(Settings.from_env(environment(Path(folder))))
        app.config["WTF_CSRF_CHECK_DEFAULT"] = False  # so that what is sent reaches the views
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
        with app.app_context():
            upgrade()
            makers.a_talk(makers.a_club("crown"), slug="talk-1")
        statuses, worst, faults = attacked(app, Attacker(app, seed).requests(number))
    shown = ", ".join(f"{status}: {times}" for status, times in sorted(statuses.items()))
    routes = len(list(app.url_map.iter_rules()))
    return f"{number} inputs over {routes} routes: {faults} answers 500, worst {worst:.2f} s ({shown})"


def attacked(app: Flask, requests: Iterator[dict]) -> tuple[Counter, float, int]:
    statuses: Counter[int] = Counter()
    worst, faults = 0.0, 0
    client = app.test_client()
    for asked in requests:
        begun = time.monotonic()
        try:
            answer = client.open(follow_redirects=False, **asked)
            status = answer.status_code
            answer.close()
        except (ValueError, UnicodeError):
            continue  # the test client itself refuses to send it
        worst = max(worst, time.monotonic() - begun)
        statuses[status] += 1
        if status >= 500 and status not in {503, 501, 505}:
            faults += 1
            print(status, asked["method"], ascii(asked["path"])[:200], ascii(asked.get("data"))[:200], asked["headers"])
    return statuses, worst, faults
