"""What somebody writes for the club: own talks and articles, or everybody's for an editor."""

from typing import Any

from flask import Blueprint, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import BigInteger, String, bindparam, desc, false, func, literal, null, or_, select, union_all

from club.clubs.models import RoleInClub
from club.core.db import read
from club.core.walls import reads
from club.news.models import Article
from club.policy import Can, needs
from club.talks.acting_views import is_editor
from club.talks.author_queries import writes_with
from club.talks.models import Publication, Talk
from club.talks.views import page_asked

blueprint = Blueprint("texts", __name__)
PAGE = 30

_author: Any = bindparam("author", type_=BigInteger)
_status: Any = bindparam("status", type_=String)


def _texts(kind: str, model: Any) -> Any:
    name = (
        select(func.min(RoleInClub.name))
        .where(RoleInClub.club_id == model.club_id, RoleInClub.person_id == model.author_id)
        .correlate(model)
        .scalar_subquery()
    )
    return select(
        literal(kind).label("kind"),
        model.slug,
        model.title,
        model.status,
        model.written_at,
        name.label("author"),
        (model.is_page if model is Article else false()).label("is_page"),
        (model.remark != "").label("is_given_back"),
    ).where(
        or_(_author.is_(null()), model.author_id == _author, writes_with(model, "author")),
        or_(_status == "", model.status == _status),
    )


TEXTS = reads(
    union_all(_texts("talks", Talk), _texts("news", Article))
    .order_by(desc("written_at"), "slug")
    .limit(PAGE + 1)
    .offset(bindparam("offset"))
)


@blueprint.get("/texts")
@needs(Can.TALK_WRITE)
def index() -> ResponseReturnValue:
    """The texts that the acting person may work on, by state."""
    asked = request.args.get("status", "")
    status = asked if asked in {state.value for state in Publication} else ""
    is_mine = not is_editor() or "mine" in request.args
    page = page_asked()
    author = g.who.person_id if is_mine else None
    rows = read(TEXTS, author=author, status=status, offset=(page - 1) * PAGE).all()
    kept = {**({"status": status} if status else {}), **({"mine": "1"} if is_mine and is_editor() else {})}
    return render_template(
        "news/texts.html",
        texts=rows[:PAGE],
        chips=_chips(status, kept),
        is_editor=is_editor(),
        is_mine=is_mine,
        page=page,
        has_next=len(rows) > PAGE,
        kept=kept,
    )


def _chips(status: str, kept: dict[str, str]) -> list[tuple[str, str, bool, None]]:
    words = {"": _("All"), "draft": _("Drafts"), "submitted": _("Handed in"), "published": _("Out")}
    mine: dict[str, Any] = {"mine": "1"} if "mine" in kept else {}
    return [
        (word, url_for("texts.index", **mine, status=state or None), state == status, None)
        for state, word in words.items()
    ]
