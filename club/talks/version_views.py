"""What a text was before: the list of its versions, and one beside the text as it is now."""

from collections.abc import Iterable, Iterator

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core.db import read
from club.core.runs import Run, runs
from club.talks.acting_views import may_publish
from club.talks.version_queries import VERSION, VERSIONS
from club.talks.writing_views import Desk

SHOWN_AROUND = 160
"""Characters of what stayed the same that are shown beside a change."""


def versions_page(desk: Desk, slug: str) -> ResponseReturnValue:
    """The versions of a text, the newest first."""
    text = desk.own(slug)
    return render_template(
        "talks/versions.html", kind=desk.kind, text=text, versions=read(VERSIONS, ref=text.ref).all()
    )


def version_page(desk: Desk, slug: str, number: int) -> ResponseReturnValue:
    """One version, word by word beside the text as it is now."""
    text = desk.own(slug)
    version = read(VERSION, ref=text.ref, number=number).first() or abort(404)
    words = "transcript" if desk.kind == "talks" else "body"
    labels = {"title": _("Title"), "summary": _("Summary"), words: _("Text")}
    compared = [
        (label, list(_folded(runs(str(version.facts.get(name, "")), getattr(text, name)))))
        for name, label in labels.items()
    ]
    return render_template(
        "talks/version.html",
        kind=desk.kind,
        text=text,
        version=version,
        compared=[(label, parts) for label, parts in compared if any(sort != "same" for sort, _words in parts)],
        can_restore=text.status.value != "published" or may_publish(),
    )


def _folded(parts: Iterable[Run]) -> Iterator[Run]:
    """Runs with long stretches that stayed the same shortened to what stands beside a change."""
    for sort, words in parts:
        if sort == "same" and len(words) > 2 * SHOWN_AROUND:
            yield sort, f"{words[:SHOWN_AROUND]} … {words[-SHOWN_AROUND:]}"
        else:
            yield sort, words
