"""Sending requests into the world, and telling answers apart."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import Client, TestResponse
from werkzeug.wrappers import Response

from club import policy
from club.policy import Can
from tests.world.cast import Actor
from tests.world.tenants import Tenant

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
CHANGING = re.compile(
    r'(name="[\w-]*(?:csrf_token|submission_key)"[^>]*value="[^"]*")'
    r'|(value="[^"]*"[^>]*name="[\w-]*(?:csrf_token|submission_key)")'
    r"|(held(?:=|%3D|%253D)[\w-]+)|(<svg.*?</svg>)|(\b[a-z2-7]{16}\b)",
    re.DOTALL,
)


@dataclass
class Asker:
    """Sends requests as one of the actors; remembers nothing between them."""

    app: Flask
    _client: Client = field(init=False)

    def __post_init__(self) -> None:
        self._client = Client(self.app, Response, use_cookies=False)

    def ask(
        self, actor: Actor, method: str, path: str, form: dict[str, Any] | None = None, **kwargs: Any
    ) -> TestResponse:
        """One answer; forms carry the CSRF token and come from the installation's own address."""
        self.app.extensions["limits"].forget()
        if method != "GET":
            kwargs.setdefault("data", {"csrf_token": actor.csrf, **(form or {})})
        headers = {"Cookie": actor.cookie, "Host": "127.0.0.1:8000", **kwargs.pop("headers", {})}
        return self._client.open(path, method=method, headers=headers, base_url="http://127.0.0.1:8000", **kwargs)


def path_of(app: Flask, rule: Rule, tenant: Tenant, values: dict[str, str], **query: str) -> str:
    """The address of a rule in a club, or at the root."""
    permission_needs_root = rule.endpoint.partition(".")[0] in {"installation", "health", "metrics", "dev"}
    adapter = app.url_map.bind("127.0.0.1", script_name="" if permission_needs_root else f"/{tenant.club.slug}")
    _host, path = rule.build({k: _typed(rule, k, v) for k, v in values.items()}, append_unknown=False) or ("", "")
    path = (adapter.script_name.rstrip("/") if adapter.script_name else "") + path
    return path + (f"?{urlencode(query)}" if query else "")


def _typed(rule: Rule, argument: str, value: str) -> Any:
    converter = rule._converters.get(argument)  # none for an argument with a fixed value
    return converter.to_python(value) if type(converter).__name__ == "BoundedInteger" else value


def may(actor: Actor, permission: Can, tenant: Tenant) -> bool:
    """What the policy says of an actor at a tenant's addresses."""
    held = set(policy.ANYONE | policy.BY_LINK)
    if actor.person is not None:
        held |= policy.SIGNED_IN | (policy.OPERATOR if actor.person.is_operator else frozenset())
    if actor.club == tenant.club.slug:
        firm = tenant.firm.slug if tenant.firm else ""
        held |= policy.BELONGING
        held = held.union(*(policy.CLUB[role] for role in actor.club_roles))
        held = held.union(*(policy.FIRM[role] for slug, role in actor.firms if slug == firm))
    return permission in held


def plain(response: TestResponse, *asked: str) -> tuple[int, str, str]:
    """An answer without what differs each time: tokens, references, and the values that were asked for."""
    text = response.get_data(as_text=True)
    location = response.headers.get("Location", "")
    for value in sorted({form for one in asked for form in (one, quote(one), quote(quote(one, safe=""), safe=""))}):
        if len(value) > 1:
            text, location = text.replace(value, "ASKED"), location.replace(value, "ASKED")
    return response.status_code, CHANGING.sub("", location), CHANGING.sub("", text)
