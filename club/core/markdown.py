"""The one renderer of Markdown, for page, preview, mail and feed: written text in, harmless HTML out."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from club.core.refusals import Refusal, Refused
from club.core.text import N_

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline.state_inline import StateInline
    from markdown_it.token import Token

LARGEST = 200_000
LARGEST_DRAWN = 10 * LARGEST
"""Characters; a link that is named once and used often is drawn each time."""
DEEPEST = 20
LONGEST_RUN = 100
FIRST_HEADING, LAST_HEADING = 2, 6

_TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre", "s",
    "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}}
_CLASSES = {"td": {"r"}, "th": {"r"}}
_SCHEMES = {"http", "https", "mailto", "tel"}
_OWN = re.compile(r"/(?![/\\])[^\\\s]*")
_PART_ENDS = re.compile(r"</(?:p|li|h[2-6]|tr|td|th|blockquote|pre)>|<br>")
_RUNS = re.compile(rf"(!\[|[*_~`\[\]<>])\1{{{LONGEST_RUN},}}")


_SWELLS = Refusal(
    "text_swells",
    N_("The text names a very long link very often."),
    N_("Shorten the link, or write it out where it is needed."),
)


def too_much(text: str) -> Refusal | None:
    """Why a text cannot be taken as it is: more than 200 kB."""
    size = len(text.encode("utf-8", "replace"))
    if size <= LARGEST:
        return None
    return Refusal(
        "text_too_long",
        N_("The text is %(size)s kB long; %(most)s kB is the most."),
        N_("Publish it in two parts."),
        {"size": -(-size // 1000), "most": LARGEST // 1000},
    )


def render(text: str) -> Markup:
    """Turn Markdown into clean HTML; refuses more than `LARGEST` bytes."""
    if (refusal := too_much(text)) is not None:
        raise Refused(refusal)
    import nh3

    parser = _parser()
    tokens = parser.parse(_RUNS.sub(lambda run: run[1] * LONGEST_RUN, text))
    if _drawn(tokens) > LARGEST_DRAWN:
        raise Refused(_SWELLS)
    _shift_headings(tokens)
    _align_by_class(tokens)
    drawn = parser.renderer.render(tokens, parser.options, {})
    return Markup(  # noqa: S704  this is what makes it safe
        nh3.clean(
            drawn,
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            allowed_classes=_CLASSES,
            url_schemes=_SCHEMES,
            link_rel="nofollow noopener",
        )
    )


def without_marks(html: str) -> str:
    """The bare words of clean HTML, a line for each part of it."""
    import nh3

    return unescape(nh3.clean(_PART_ENDS.sub("\n", html), tags=set()))


@lru_cache(64)
def rendered(text: str) -> Markup:
    """Clean HTML of a text that many people read; kept."""
    return render(text)


@lru_cache(1)
def _parser() -> "MarkdownIt":
    # Loaded when a text is turned into HTML: what was published is kept as HTML, so few processes ever do.
    from markdown_it import MarkdownIt

    parser = MarkdownIt("js-default", {"html": False, "maxNesting": DEEPEST})
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.add_render_rule("image", _image)
    return parser


def _emphasis(state: "StateInline", silent: bool) -> bool:
    """Emphasis, also where Chinese stands beside quotation marks: `**“粗体”**后文`."""
    from markdown_it.rules_inline.state_inline import Delimiter

    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    found = state.scanDelims(state.pos, marker == "*")
    can_open, can_close = found.can_open, found.can_close
    if marker == "*":
        before = state.src[state.pos - 1 : state.pos] or " "
        after = state.src[state.pos + found.length : state.pos + found.length + 1] or " "
        can_open = can_open or (_is_cjk(before) and not after.isspace())
        can_close = can_close or (_is_cjk(after) and not before.isspace())
    for _ in range(found.length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=found.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=can_open,
                close=can_close,
            )
        )
    state.pos += found.length
    return True


def _is_cjk(character: str) -> bool:
    return unicodedata.east_asian_width(character) in {"W", "F"}


def _image(_renderer: Any, tokens: "Sequence[Token]", index: int, _options: Any, _env: Any) -> str:
    """Pictures of this site are shown; of others only their description."""
    source, words = str(tokens[index].attrs.get("src", "")), escape(tokens[index].content)
    if not _OWN.fullmatch(source):
        return str(words)
    return f'<img src="{escape(source)}" alt="{words}">'


def _drawn(tokens: "Sequence[Token]") -> int:
    """How many characters the tokens hold, those of their links and titles included, before any is drawn."""
    within = sum(_drawn(token.children) for token in tokens if token.children)
    return within + sum(len(token.content) + sum(len(str(value)) for value in token.attrs.values()) for token in tokens)


def _shift_headings(tokens: "list[Token]") -> None:
    """The page's title is the only first heading: those of the text begin at the second, without gaps."""
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    levels = sorted({token.tag for token in headings})
    for token in headings:
        token.tag = f"h{min(levels.index(token.tag) + FIRST_HEADING, LAST_HEADING)}"


def _align_by_class(tokens: "list[Token]") -> None:
    """Columns of figures are right-aligned by a class: the security policy allows no style."""
    for token in tokens:
        if token.attrs.pop("style", None) == "text-align:right":
            token.attrs["class"] = "r"
