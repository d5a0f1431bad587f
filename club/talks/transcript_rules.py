"""How a pasted page or a file turns into a talk: its words, title and day, without the page's furniture."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

LONGEST_TITLE_LINE = 200
HEAD_LINES = 12
LEFT_OUT, LONGEST_LEFT = 40, 120


@dataclass(frozen=True)
class Transcript:
    """A talk as found in a pasted page or a file; empty where the page did not say."""

    words: str
    title: str = ""
    held_on: date | None = None
    source: str = ""
    section: str = ""
    topics: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)


_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<head>.*?)\n---[ \t]*\n", re.DOTALL)
_BEFORE_CRUMBS = re.compile(r"^.{0,40}[:：]")
FEWEST_CRUMBS = 3
_LABEL = re.compile(
    r"^(?:current location|you are here|location|当前位置|您的位置|你的位置)\s*[:：]?\s*", re.IGNORECASE
)
_DATE = re.compile(
    r"^(?:(?:date|time|published|posted on|发布时间|发布日期|时间|日期)\s*[:：]?\s*)?"
    r"(?P<year>(?:19|20)\d\d)\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
    r"(?:\s+\d{1,2}:\d\d(?::\d\d)?)?$",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"\breprint|\breproduc|转载|转发请注明", re.IGNORECASE)
_END = re.compile(
    r"^(?:tags?(?: for this article)?|keywords|本文标签|标签|关键词)\s*[:：]"
    r"|^(?:back|return) to (?:the )?list|^返回列表",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^[×✕✖xX]$"
    r"|^(?:share|share (?:it )?(?:to|on|with)|分享(?:到|至)?)\s*[:：]"
    r"|^(?:click|tap) (?:here )?to (?:register|apply|sign up)|^(?:点击|立即|马上)(?:这里|此处)?(?:报名|申请|注册)"
    r"|apply for the qualification|申请.{0,12}(?:听课|参加).{0,8}资格"
    r"|^(?:previous|next)(?: article)?\s*[:：]|^(?:上一篇|下一篇)\s*[:：]"
    r"|^(?:views|reads|hits|浏览|阅读)(?:量|次数)?\s*[:：]\s*\d+"
    r"|^·?\s*privacy policy$|^·?\s*隐私(?:政策|协议)$|privacy agreement$|^no content yet$|^暂无内容$"
    r"|membership application please",
    re.IGNORECASE,
)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*+\)")


def transcript_from(text: str) -> Transcript:
    """The talk in a pasted page or a Markdown file, without the page's furniture."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\ufeff", ""))
    facts, text = _front_matter(text)
    lines = text.split("\n")
    lines, topics, left_out = _without_end(lines)
    title, section = facts.get("title", ""), ""
    for line in lines[:HEAD_LINES]:
        if not title and (crumbs := _crumbs(line)):
            section, title = crumbs[-2], crumbs[-1]
    title = title or _first_title(lines)
    kept: list[str] = []
    held_on: date | None = None
    sources: list[str] = []
    is_head = True
    for line in lines:
        if not (bare := _bare(line)):
            kept.append(line)
        elif is_head and held_on is None and (found := _day_of(bare)):
            held_on = found
        elif len(bare) < LONGEST_TITLE_LINE and _SOURCE.search(bare):
            sources.append(bare)
        elif _FURNITURE.search(bare) or (is_head and _crumbs(line)):
            left_out.append(bare)
        elif not _same(bare, title):
            kept.append(line)
            is_head = is_head and len(line) <= LONGEST_TITLE_LINE
    return Transcript(
        words=_paragraphs(kept),
        title=title,
        held_on=_day_of(facts.get("date", "")) or held_on,
        source=facts.get("source", "") or " ".join(sources),
        section=section,
        topics=_words_in(facts["topics"]) if facts.get("topics") else topics,
        left_out=tuple(line[:LONGEST_LEFT] for line in left_out if line)[:LEFT_OUT],
        facts=facts,
    )


def lang_of(text: str) -> str:
    """The language of a text: Chinese where a fifth of its letters are Han."""
    letters = [character for character in text[:5000] if character.isalpha()]
    han = sum("\u4e00" <= character <= "\u9fff" for character in letters)
    return "zh" if letters and han * 5 >= len(letters) else "en"


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    pairs = (line.partition(":") for line in match["head"].split("\n") if ":" in line)
    facts = {name.strip().lower(): value.strip().strip("\"'") for name, _colon, value in pairs}
    return facts, text[match.end() :]


def _without_end(lines: list[str]) -> tuple[list[str], tuple[str, ...], list[str]]:
    """The lines before the page's foot, the topics that the foot names, and the foot."""
    for number, line in enumerate(lines):
        bare = _bare(line)
        if _END.search(bare):
            named = re.split(r"[:：]", bare, maxsplit=1)[1] if re.search(r"[:：]", bare) else ""
            topics = _words_in(re.sub(r"(?i)back to (?:the )?list.*|返回列表.*", "", named))
            return lines[:number], topics, [_bare(one) for one in lines[number:]]
    return lines, (), []


def _words_in(line: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in re.split(r"[,，、;；|]", line.strip("[] ")) if word.strip())[:8]


def _bare(line: str) -> str:
    """A line without its links, marks and outer space."""
    if not line or line.isspace():
        return ""
    return re.sub(r"\s+", " ", _LINK.sub(r"\1", line)).strip(" \u3000#*_>-")


def _crumbs(line: str) -> list[str]:
    bare = re.sub(r"\s+", " ", _LINK.sub(r"\1", line)).strip()
    first, *rest = re.split(r"[>»›]", _LABEL.sub("", bare))
    crumbs = [part.strip() for part in (_BEFORE_CRUMBS.sub("", first) or first, *rest)]
    return crumbs if len(crumbs) >= FEWEST_CRUMBS and all(crumbs) else []


def _first_title(lines: list[str]) -> str:
    first = next((line for line in lines if _bare(line) and not _day_of(_bare(line))), "")
    is_title = first.lstrip().startswith("# ") or sum(_same(_bare(line), _bare(first)) for line in lines) > 1
    return _bare(first) if first and is_title and len(_bare(first)) < LONGEST_TITLE_LINE else ""


def _same(line: str, title: str) -> bool:
    return bool(line and title) and re.sub(r"\W", "", line).casefold() == re.sub(r"\W", "", title).casefold()


def _day_of(bare: str) -> date | None:
    match = _DATE.match(bare)
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _paragraphs(lines: list[str]) -> str:
    """Paragraphs apart from each other; the indent of plain text is no code."""
    is_markdown = any(re.match(r"(?:#{1,6} |[-*] |\d+\. |> |```|\|)", line) for line in lines)
    lines = lines if is_markdown else [line.strip(" \t\u3000") for line in lines]
    joined = "\n".join(lines).strip()
    if "\n\n" not in joined and not is_markdown:
        joined = joined.replace("\n", "\n\n")
    return re.sub(r"\n[ \t\u3000]*(?:\n[ \t\u3000]*)+", "\n\n", joined)
