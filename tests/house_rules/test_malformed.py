"""Hostile input over all routes by people who may send it: no answer 500, no traceback."""

import json
import random
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from werkzeug.routing import Rule

from tests.house_rules.test_forms import SENDERS
from tests.house_rules.test_matrix import listed, rules
from tests.house_rules.test_statements import pages
from tests.world import World
from tests.world.addresses import arguments
from tests.world.asking import Asker, path_of
from tests.world.forms import Filled, forms_for
from tests.world.keeping import Kept

INPUTS = 2_000
HOSTS = ("attacker.example", "127.0.0.1:99999", "[::1", "127.0.0.1\u00e9", "", "x" * 300)
WORDS = (
    *("", " ", "0", "-1", "1e400", "NaN", str(2**31), str(2**63), str(2**70), "9" * 400, "７０００００００"),
    *("\0", "a\0b", "\x1b[31m", "\ufffe", "\u202e\u05d0\u05d1", "😀" * 200, "x" * 10_000, "中" * 5_000),
    *("'", '"', "<script>alert(1)</script>", "{{ 7*7 }}", "%s%s%n", "../../etc/passwd", "\r\nSet-Cookie: a=b"),
    *("[]", "{}", "null", "2026-02-30", "9999-12-31", "0000-00-00", "-0001-01-01", "y", "on", "CNY", "en"),
)
TYPES = ("application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x", "application/xml")
FILES = (b"", b"MZ\x90\0" * 50, b"%PDF-1.4\n" + b"\0" * 100, b"\xff\xd8\xff" * 9, b"PK\x03\x04" * 30, b"GIF89a" * 9)


class Attacker:
    """Draws requests by chance; the same ones for the same seed."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.chance = world, random.Random(seed)
        self.rules = rules(world.app)
        self.forms = [
            (sender, form)
            for sender in SENDERS
            for form in forms_for(world, sender, [p for _e, p, name, _b in pages(world, SENDERS) if name == sender])
        ]

    def requests(self, number: int) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        """Who, method, path and the rest."""
        for turn in range(number):
            yield self.at_an_address() if turn % 2 else self.in_a_form()

    def at_an_address(self) -> tuple[str, str, str, dict[str, Any]]:
        """A bad argument or query at any route, perhaps with a bad body."""
        rule = self.chance.choice(self.rules)
        path = self.path(rule)
        method = self.chance.choice(sorted(rule.methods or {"GET"}))
        more: dict[str, Any] = {"query_string": {self.name(): self.word() for _ in range(3)}}
        if self.chance.random() < 0.1:
            more["headers"] = {"Host": self.chance.choice(HOSTS)}
        if method == "POST" and self.chance.random() < 0.3:
            more |= {"data": json.dumps([self.word()]), "content_type": self.chance.choice(TYPES)}
        return self.chance.choice(list(self.world.actors)), method, path, more

    def path(self, rule: Rule) -> str:
        given = arguments(rule, self.world.lantern)
        path = path_of(self.world.app, rule, self.world.lantern, given)
        if given and self.chance.random() < 0.5:
            path = path.replace(self.chance.choice(list(given.values())), self.word()[:2000].replace("?", "") or "-")
        return path

    def in_a_form(self) -> tuple[str, str, str, dict[str, Any]]:
        """A form of a page with some of its fields spoilt, left out, doubled or made a file."""
        sender, form = self.chance.choice(self.forms)
        fields: dict[str, Any] = {"csrf_token": self.world.actors[sender].csrf, **self.spoilt(form)}
        if self.chance.random() < 0.05:
            fields.pop("csrf_token")
        return sender, "POST", form.action, {"data": fields}

    def spoilt(self, form: Filled) -> dict[str, Any]:
        fields: dict[str, Any] = {name: value for name, value in form.fields.items() if name != "csrf_token"}
        for name in self.chance.sample(sorted(fields), min(len(fields), self.chance.randrange(1, 4))):
            how = self.chance.random()
            if how < 0.7:
                fields[name] = self.word()
            elif how < 0.8:
                fields[name] = [self.word(), self.word()]
            elif how < 0.9:
                fields[name] = (BytesIO(self.chance.choice(FILES)), "a.pdf")
            else:
                del fields[name]
        return fields

    def name(self) -> str:
        return self.chance.choice(
            ("page", "section", "topic", "next", "held", "opened", "day", "from", "to", "sort", "x")
        )

    def word(self) -> str:
        return self.chance.choice(WORDS)


def attacked(world: World, kept: Kept, number: int, seed: int = 1) -> tuple[int, list[str]]:
    """How many were sent, and what went wrong."""
    asker, faults, sent = Asker(world.app), [], 0
    for name, method, path, more in Attacker(world, seed).requests(number):
        try:
            answer = asker.ask(world.actors[name], method, path, **more)
        except (UnicodeError, ValueError) as refusal:
            if not is_of_the_client(refusal):
                faults.append(f"{method} {path[:150]!a}: {refusal!r}")
            continue
        sent += 1
        if answer.status_code >= 500 and answer.status_code not in {501, 505}:
            faults.append(f"{answer.status_code} {method} {path[:150]!a} by {name}: {str(more)[:400]!a}")
        if kept.has_changed():
            kept.bring_back()
    return sent, faults


def is_of_the_client(error: BaseException) -> bool:
    """Whether the test client itself refused to send a request that no server would receive."""
    step, inside = error.__traceback__, False
    while step is not None:
        inside = inside or "/club/" in step.tb_frame.f_code.co_filename
        step = step.tb_next
    return not inside


def test_hostile_input_gets_an_answer(world: World, kept: Kept) -> None:
    sent, faults = attacked(world, kept, INPUTS)
    assert sent > INPUTS * 0.8
    assert not faults, listed(faults)
