"""Forms of comments: a comment with or without another wording, an answer, and how it is settled."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length, Optional

from club.core.forms import Filled, Form, OnceForm, no_control_characters, stripped
from club.documents.body import TEXT_LIMIT
from club.documents.comment_rules import LONGEST_COMMENT
from club.documents.review_forms import prose


def _plain(value: str | None) -> str | None:
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


class CommentForm(OnceForm):
    """What is said of a part; with a field, how it could be worded otherwise."""

    item = HiddenField()
    field = HiddenField()
    proposed = TextAreaField(
        _("How it could read"), [Optional(), Length(max=TEXT_LIMIT), no_control_characters], filters=[stripped, _plain]
    )
    text = prose(_("Comment"))


class ReplyForm(Form):
    """An answer to a comment."""

    text = TextAreaField(
        _("Reply"),
        [Filled(_("Write an answer.")), Length(max=LONGEST_COMMENT), no_control_characters],
        filters=[stripped],
    )


class CloseForm(Form):
    """How a comment is settled, and why."""

    outcome = HiddenField()
    why = prose(_("Why"))
