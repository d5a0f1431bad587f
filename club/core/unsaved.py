"""What somebody types and has not saved: kept while they type, given back on the same page, to them alone."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from flask import redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped
from werkzeug.datastructures import MultiDict

from club.core import clock, held
from club.core.db import session
from club.core.forms import accept_as, accepted_as
from club.core.i18n import zone
from club.core.markdown import too_much
from club.core.owners import Base, PersonOwned, keys
from club.core.refs import LENGTH, new_ref
from club.core.refusals import Refusal, Refused
from club.core.saying import said
from club.core.scope import current
from club.core.text import N_
from club.core.types import Body, Id, Moment, Ref, Word

ARGUMENT = "kept"
KEEP, FORGET = "keep", "forget"
STAMP, WINDOW = "stamp", "window"
OTHER_WINDOW = Refusal(
    "other_window",
    N_("This text is being written in another window as well."),
    N_("What was typed there is kept. Load this page again to take it up."),
)


class KeptText(PersonOwned, Base):
    """What somebody typed on a page and has not saved; `text_ref` tells of what, or where a new one is to stand.

    `stamp` is the name of the window that kept it, so that two windows do not overwrite one another.
    """

    __tablename__ = "kept_text"
    __table_args__ = keys(PersonOwned, unique=[("person_id", "kind", "text_ref")])

    id: Mapped[Id]
    kind: Mapped[Word]
    text_ref: Mapped[Word]
    typed: Mapped[Body]
    stamp: Mapped[Ref]
    kept_at: Mapped[Moment]


def is_asked() -> bool:
    """Whether a page asks to keep what is typed on it, or to throw it away."""
    return request.form.get("do") in {KEEP, FORGET}


@dataclass
class Unsaved:
    """One page on which something is written: of which kind, of what, and the page’s address.

    The page posts to itself what is typed, with `do=keep`; a view asks `answer` before it validates.
    """

    kind: str
    ref: str
    page: str

    def taken_up(self) -> dict[str, Any]:
        """What a form is filled with besides its data: what was typed, where the page is opened to take that up."""
        return {"formdata": MultiDict(self._kept.typed)} if self._is_taken_up and self._kept is not None else {}

    def answer(self, form: Any) -> ResponseReturnValue | None:
        """Keep what is typed or throw it away, where that is what the page asks for; else nothing."""
        if not is_asked():
            return None
        if request.form["do"] == KEEP:
            return self._keep(form)
        self.forget()
        return redirect(self.page, 303)

    def forget(self) -> None:
        """Let go of what was typed: it is saved, or thrown away."""
        mine = delete(KeptText).where(*self._mine)
        session().execute(mine.execution_options(synchronize_session=False))
        if self.window and not self._stamp_sent:
            self._close_window()

    @property
    def take_up(self) -> str:
        """Where the page opens with what was typed."""
        return f"{self.page}{'&' if '?' in self.page else '?'}{ARGUMENT}=1"

    @property
    def left_at(self) -> datetime | None:
        """When the page was left without saving, to be offered where it opens anew."""
        is_fresh = request.method == "GET" and not self._is_taken_up and held.ARGUMENT not in request.args
        return self._kept.kept_at if is_fresh and self._kept is not None else None

    @property
    def stamp(self) -> str:
        """What the page has to name to keep more: that of what it took up, or of what it kept before it was sent."""
        if request.method == "GET" and self._is_taken_up:
            return self._kept.stamp if self._kept is not None else ""
        return self._stamp_sent

    @property
    def window(self) -> str:
        """The name that the page gave itself as it first sent something to be kept."""
        name = self._sent.get(WINDOW, "")[:LENGTH]
        return name if name.isascii() and name.isalnum() else ""

    @property
    def _stamp_sent(self) -> str:
        return self._sent.get(STAMP, "")[:LENGTH]

    @property
    def _sent(self) -> Mapping[str, str]:
        return request.form if request.method == "POST" else held.given_back() or {}

    @property
    def _is_taken_up(self) -> bool:
        return request.method == "GET" and ARGUMENT in request.args

    @cached_property
    def _kept(self) -> KeptText | None:
        return session().scalars(select(KeptText).where(*self._mine)).first()

    @property
    def _mine(self) -> tuple[Any, ...]:
        return (
            KeptText.person_id == current().person,
            KeptText.kind == self.kind,
            KeptText.text_ref == self.ref,
        )

    def _may_replace(self, kept: KeptText | None) -> bool:
        """Whether this window kept it itself or took it up; where nothing is kept, whether it may be the first."""
        if kept is not None:
            return kept.stamp in {self._stamp_sent, self.window}
        return not self._stamp_sent and not (self.window and accepted_as(self.window))

    def _close_window(self) -> None:
        """Keep nothing more of a window that was saved before it heard that anything was kept: that may still come."""
        session().flush()
        with suppress(IntegrityError), session().begin_nested():
            accept_as(self.window, self.page)

    def _keep(self, form: Any) -> ResponseReturnValue:
        sent = [field.name for field in form if field.name in request.form and field.name != "csrf_token"]
        typed = {name: [one.replace("\0", "") for one in request.form.getlist(name)] for name in sent}
        if too_much("".join("".join(values) for values in typed.values())):
            return {"told": _("The text is too long to be kept.")}, 422
        try:
            kept = self._put(typed)
        except Refused as refused:
            return {"told": said(refused.refusal)}, 409
        at = f"{kept.kept_at.astimezone(zone()):%H:%M}"
        return {"stamp": kept.stamp, "told": _("Kept at %(time)s, not saved yet.", time=at)}

    def _put(self, typed: dict[str, list[str]]) -> KeptText:
        """Keep what was typed. Refused where another window kept something since this one was told its stamp."""
        kept = session().scalars(select(KeptText).where(*self._mine).with_for_update()).first()
        if not self._may_replace(kept):
            raise Refused(OTHER_WINDOW)
        facts = {"typed": typed, "stamp": self.window or new_ref(), "kept_at": clock.now()}
        if kept is None:
            kept = KeptText(kind=self.kind, text_ref=self.ref, person_id=current().person)
        for name, value in facts.items():
            setattr(kept, name, value)
        try:
            with session().begin_nested():
                session().add(kept)
        except IntegrityError:
            raise Refused(OTHER_WINDOW) from None
        return kept
