"""A file that came in, whatever sort it is: read over a text, into a text and what is said of it."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from club.copies.filled import understood
from club.copies.findings import Understood
from club.copies.word_in import blocks_in
from club.core.file_types import display_name
from club.core.office import LARGEST_UPLOAD, opened, read_workbook
from club.core.refusals import Refusal
from club.core.text import N_, Phrase
from club.documents.body import Body, Kind, Language, MalformedBodyError, Pair
from club.documents.codec import read as read_body
from club.documents.codec import to_json
from club.documents.edits import items
from club.documents.entries import Entry, assemble, entries
from club.documents.kinds import kinds
from club.documents.languages import in_language, is_in_both
from club.documents.shape import shape

_TEXT_SHOWN = 60


def read_file(
    kind: Kind[Any],
    base: Body,
    content: bytes,
    name: str,
    *,
    lang: Language,
    is_new: bool,
    pointed: Sequence[Mapping[str, str]] = (),
) -> Understood | Refusal:
    """Read a file over `base`; `lang` is the language of what it says, where that is in one language.

    `pointed` says what the items of another text, which this one points at, are called there, by key: in each language.
    """
    if not content or len(content) > LARGEST_UPLOAD:
        return refused(opened("sheets", content, name))
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json(kind, content, name)
    if not _is_word(content):
        grids = read_workbook(content, name)
        return grids if isinstance(grids, Refusal) else understood(kind, base, grids, is_new=is_new, pointed=pointed)
    if kind.headings is None:
        return Refusal(
            "no_headings",
            N_("A text of this kind is not read from Word: too much of it would be guessed."),
            N_("Take it out as Excel, fill that in, and bring it back."),
        )
    found = opened("words", content, name)
    return found if isinstance(found, Refusal) else _words(kind, base, found, lang)


def refused(found: Any) -> Refusal:
    """What the door said of a file that it did not take."""
    if not isinstance(found, Refusal):
        raise TypeError("a file that was to be refused was read")
    return found


def _is_word(content: bytes) -> bool:
    try:
        with ZipFile(BytesIO(content)) as package:
            return "word/document.xml" in package.namelist()
    except (BadZipFile, ValueError, NotImplementedError):
        return False


def _json(kind: Kind[Any], content: bytes, name: str) -> Understood | Refusal:
    said = Understood()
    try:
        stored = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        message = N_("“%(name)s” is no whole JSON.")
        return Refusal("no_json", message, N_("Take the text out as JSON and send that."), {"name": display_name(name)})
    other = kinds().get(str(stored.get("kind"))) if isinstance(stored, dict) else None
    if other is not None and other.name != kind.name:
        said.fault(N_("This file holds a text of another kind: %(kind)s."), kind=Phrase(other.label))
        return said
    try:
        body = read_body(kind, stored)
        _refuse_doubles(said, body)
    except MalformedBodyError as error:
        for problem in error.problems:
            said.fault(problem.message, cell=problem.path, **dict(problem.values))
    except RecursionError:
        said.fault(N_("This file is nested deeper than any text."))
    else:
        said.body = None if said.faults else body
    return said


def _refuse_doubles(said: Understood, body: Body) -> None:
    counted = Counter(each.key for each in entries(body))
    for key, often in counted.items():
        if often > 1:
            said.fault(N_("The key “%(key)s” stands %(often)s times; each part has its own."), key=key, often=often)


def _words(kind: Kind[Any], base: Body, found: Mapping[str, Any], lang: Language) -> Understood:
    """A text by its headings; where the text is in both languages, the other one stays as it was."""
    said = Understood()
    if found["changes"]:
        said.note(N_("Changes were being followed in this file: what was put in counts, what was struck out does not."))
    if found["pictures"]:
        said.note(N_("Pictures are not taken over."))

    def tell(what: Phrase, text: str) -> None:
        said.note(what.msgid, "", text[:_TEXT_SHOWN], **dict(what.values))

    if kind.headings is None:
        raise ValueError(kind.name)
    blocks = blocks_in(found)
    if not any(block.sort == "heading" for block in blocks):
        said.fault(N_("There is no heading in this file. Give the chapters’ titles the style “Heading 1”."))
        return said
    made = kind.headings.read(blocks, in_language(base, lang), tell)
    said.body = _over(base, made, lang) if is_in_both(base) else made
    return said


def _over(base: Body, made: Body, lang: Language) -> Body:
    """A text in one language put over the one in both: a part that is new lacks the other until it is written."""
    was = {each.key: each.fields for each in entries(base)}
    types = {key: type(item) for key, item in items(made)}
    return assemble(type(base), (_both(each, types[each.key], was.get(each.key, {}), lang) for each in entries(made)))


def _both(entry: Entry, owner: Any, was: Mapping[str, Any], lang: Language) -> Entry:
    fields = dict(entry.fields)
    for each in shape(owner):
        held = fields.get(each.name)
        if each.is_text and held not in (None, "", []):
            before = was.get(each.name)
            old = before if isinstance(before, list) else [before]
            new = held if isinstance(held, list) else [held]
            both = [_pair(text, old[place] if place < len(old) else None, lang) for place, text in enumerate(new)]
            fields[each.name] = both if each.many else both[0]
        elif each.is_structure and not each.is_child and each.name in was:
            fields[each.name] = was[each.name]
    return replace(entry, fields=fields)


def _pair(text: str, was: Any, lang: Language) -> Any:
    """A text put over what both languages say; what reads as it did before stays as it was."""
    if isinstance(was, Mapping):
        is_same = text == (was[lang] or was["en"] or was["zh"])
        return was if is_same else {**was, lang: text}
    return was if was == text else to_json(Pair(**{"en": "", "zh": "", lang: text}))
