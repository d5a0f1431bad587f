"""Holds requests and answers of the double to the types that the installed Stripe SDK ships."""

import functools
import importlib
import re
from collections.abc import Iterable
from typing import Any

import stripe
from pydantic import ConfigDict, TypeAdapter, ValidationError
from stripe._request_options import RequestOptions

STRICT = ConfigDict(extra="forbid", arbitrary_types_allowed=True)
SHAPES: dict[str, type[Any]] = {"checkout.session": stripe.checkout.Session, "event": stripe.Event}


class InvalidRequestError(ValueError):
    """A request that Stripe would answer with 400."""

    def __init__(self, message: str, param: str = "") -> None:
        super().__init__(message)
        self.param = param


def unflatten(fields: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """`a[b][0]=c` as `{"a": {"b": ["c"]}}`."""
    root: dict[str, Any] = {}
    for name, value in fields:
        *path, last = re.findall(r"[^\[\]]+", name)
        at = root
        for key in path:
            at = at.setdefault(key, {})
        at[last] = value
    return {key: _listed(value) for key, value in root.items()}


def _listed(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    inner = {key: _listed(value) for key, value in node.items()}
    if inner and all(key.isdecimal() for key in inner):
        return [inner[key] for key in sorted(inner, key=int)]
    return inner


def checked(fields: Iterable[tuple[str, str]], module: str, name: str) -> dict[str, Any]:
    """The fields of a form, typed by the SDK's TypedDict; InvalidRequestError names the first that it does not know."""
    try:
        typed: dict[str, Any] = _adapter(module, name).validate_python(unflatten(fields))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InvalidRequestError(f"Received unknown or invalid parameter: {where} ({first['type']})", where) from None
    return typed


@functools.cache
def _adapter(module: str, name: str) -> TypeAdapter[Any]:
    """A validator that forbids what the SDK does not know; the transport's own options are no parameters."""
    types = importlib.import_module(f"stripe.params.{module}")
    for value in list(vars(types).values()):
        if isinstance(value, type) and hasattr(value, "__total__") and value is not RequestOptions:
            value.__pydantic_config__ = STRICT  # type: ignore[attr-defined]
            for option in RequestOptions.__annotations__:
                value.__annotations__.pop(option, None)
    adapter: TypeAdapter[Any] = TypeAdapter(getattr(types, name))
    adapter.rebuild(_types_namespace=vars(types), raise_errors=True)
    return adapter


def shaped(thing: dict[str, Any]) -> dict[str, Any]:
    """An answer as Stripe writes it: every key known to the SDK's class, absent optional ones null."""
    known: dict[str, Any] = {}
    for part in reversed(SHAPES[thing["object"]].__mro__):
        known |= getattr(part, "__annotations__", {})
    known = {key: kind for key, kind in known.items() if not key.startswith("_") and "ClassVar" not in str(kind)}
    if strange := set(thing) - set(known):
        raise AssertionError(f"{thing['object']} has no {sorted(strange)} in stripe {stripe.VERSION}")
    absent = {key: None for key, kind in known.items() if "Optional" in str(kind) or "None" in str(kind)}
    return absent | thing
