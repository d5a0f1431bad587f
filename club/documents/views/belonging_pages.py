"""The pages of what belongs to the parts of a text, whosever it is: a firm's document or a template of the club."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core.refusals import Refused
from club.core.saying import said
from club.documents.belonging import kinds_beside, parts
from club.documents.body import Body, Kind
from club.documents.forms import BelongingForm


class Text(NamedTuple):
    """A text that belongs to a part or may: its kind's name, what a form calls it, its title, and its page.

    `clauses` are what may be meant of it, by key, as people call it; `named` the keys that are; none for the whole.
    """

    kind: str
    value: str
    title: str
    href: str = ""
    clauses: Mapping[str, str] = MappingProxyType({})
    named: Sequence[str] = ()

    @property
    def meant(self) -> list[str]:
        """How the clauses that are meant are called, in the order of the text."""
        return [name for key, name in self.clauses.items() if key in self.named]


class Belongings(ABC):
    """A text to whose parts others belong, as its pages need it."""

    kind: Kind[Any]
    title: str
    note: str
    may_point: bool

    @property
    @abstractmethod
    def body(self) -> Body:
        """What is written, as people read it."""

    @abstractmethod
    def held(self) -> Mapping[str, Sequence[Text]]:
        """What belongs to the parts so far, by key."""

    @abstractmethod
    def offered(self, kinds: Iterable[str]) -> Iterable[Text]:
        """The texts of these kinds that may belong to a part."""

    def sorts(self) -> list[Any]:
        """Of what one may belong to a part, each with its name and its label: kinds of texts, and others."""
        return list(kinds_beside(self.kind))

    @abstractmethod
    def keep(self, part: str, chosen: Mapping[str, str], named: Mapping[str, Sequence[str]]) -> None:
        """Say which texts belong to a part: by kind, what the form calls them, or an empty one for none.

        `named` are by kind the clauses that are meant.
        """

    @abstractmethod
    def at(self, page: str, /, **query: Any) -> str:
        """The address of one of these pages."""

    @abstractmethod
    def crumbs(self) -> list[tuple[str, str]]:
        """The way back: its list and its own page."""


def index(of: Belongings) -> ResponseReturnValue:
    """Each part with the texts that belong to it."""
    kinds = {sort.name: sort for sort in of.sorts()}
    return render_template(
        "documents/belongings.html", of=of, parts=parts(of.kind, of.body), belonging=of.held(), kinds=kinds
    )


def ask(of: Belongings) -> ResponseReturnValue:
    """The texts that may belong to one part."""
    part = _part(of)
    return _page(of, part, _form(of, part))


def keep(of: Belongings) -> ResponseReturnValue:
    """Say which texts belong to one part."""
    part = _part(of)
    form = _form(of, part)
    if not form.validate():
        return _page(of, part, form), 422
    try:
        of.keep(part, form.chosen(), form.named())
    except Refused as error:
        form.form_errors.append(said(error.refusal))
        return _page(of, part, form), 422
    flash(_("Kept."), "good")
    return redirect(of.at("belongings"), 303)


def _part(of: Belongings) -> str:
    part = request.args.get("key", "")
    if part not in parts(of.kind, of.body):
        abort(404)
    return part


def _form(of: Belongings, part: str) -> BelongingForm:
    kinds = of.sorts()
    held = {text.kind: text for text in of.held().get(part, ())}
    offered = {(text.kind, text.value): text for text in of.offered([kind.name for kind in kinds])}
    for text in held.values():
        offered.setdefault((text.kind, text.value), text)  # what is offered no more may stay
    return BelongingForm.among(
        kinds,
        ((text.kind, text.value, text.title) for text in offered.values()),
        {kind: text.value for kind, text in held.items()},
        {kind: (text.clauses, text.named) for kind, text in held.items()},
    )


def _page(of: Belongings, part: str, form: BelongingForm) -> str:
    return render_template("documents/belonging.html", of=of, form=form, part=part, name=parts(of.kind, of.body)[part])
