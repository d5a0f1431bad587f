"""Both languages are whole: nothing untranslated, nothing lost between them, no English on a Chinese page."""

import ast
import re
from functools import cache
from html import unescape

import pytest
from babel.messages.catalog import Message

from club.core.catalogues import FOLDER, KEYWORDS, kept, untranslated
from club.core.i18n import COOKIE
from config import ROOT
from tests.house_rules.test_matrix import listed
from tests.house_rules.test_statements import pages
from tests.world import World
from tests.world.asking import Asker

PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]")
STARTERS = ROOT / "club" / "library" / "texts"
DIGITS_AT_THE_END = "at|moment|num|time"
GLUED = re.compile(rf"%\(({DIGITS_AT_THE_END})\)s[一-鿿]|[一-鿿]%\(({DIGITS_AT_THE_END})\)s")
LATIN_SIGN = re.compile(r"[一-鿿）”》] ?[,;:!?]|[,;!?] ?[一-鿿（“《]")
LATIN_JOIN = re.compile(r"[}>], \{[{%]|join\(', '\)")
SENTENCE = re.compile(r"(?:[^\s%]+ ){2,}[^\s%]+")


@cache
def messages() -> list[tuple[str, Message]]:
    """Every committed translation with its catalogue."""
    names = sorted(path.stem for path in (FOLDER / "zh").glob("*.po"))
    return [(name, message) for name in names for message in kept(name) if message.id]


def forms(value: str | tuple[str, ...] | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


@pytest.mark.slow
def test_nothing_is_untranslated_or_fuzzy() -> None:
    missing = untranslated()
    assert not missing, listed(missing)


@pytest.mark.slow
def test_no_text_for_people_hides_in_an_f_string() -> None:
    """What stands in one is not collected, so it would stay English: write one whole sentence with %(values)s."""
    faults = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "club").rglob("*.py"))
        for string in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in KEYWORDS and isinstance(call.args[0], ast.Constant)
    ]
    assert not faults, listed(faults)


@pytest.mark.slow
def test_both_languages_name_the_same_values() -> None:
    faults = []
    for name, message in messages():
        asked = {found for form in forms(message.id) for found in PLACEHOLDER.findall(form)}
        for said in forms(message.string):
            given = set(PLACEHOLDER.findall(said))
            if said and not (given <= asked and asked - given <= {"num"}):
                faults.append(f"{name}: {message.id!r} names {sorted(asked)}, the Chinese {sorted(given)}")
    assert not faults, listed(faults)


def test_one_text_has_one_translation() -> None:
    """Catalogues are merged: of two translations one would win by the order of names."""
    seen: dict[tuple[str, str | None], tuple[str, str]] = {}
    faults = []
    for name, message in messages():
        key, said = (str(message.id), message.context), str(message.string)
        other, before = seen.setdefault(key, (name, said))
        if before != said:
            faults.append(f"{message.id!r}: {before!r} in {other}, {said!r} in {name}")
    assert not faults, listed(faults)


def test_chinese_has_its_own_signs_and_a_space_beside_digits() -> None:
    faults = [
        f"{name}: {said}"
        for name, message in messages()
        for said in forms(message.string)
        if GLUED.search(said) or LATIN_SIGN.search(said)
    ]
    assert not faults, listed(faults)


def test_no_page_joins_two_values_by_a_latin_comma() -> None:
    """Chinese has another one: write `_(', ')` between them, or a sentence with both."""
    pages = (path for path in sorted((ROOT / "templates").rglob("*.html")) if "messages" not in path.parts)
    faults = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in pages
        for found in LATIN_JOIN.finditer(path.read_text("utf-8"))
    ]
    assert not faults, listed(faults)


IN_ITS_OWN_LANGUAGE = {"account.mail_page", "learning.print_certificate"}
"""A letter is kept as it went out, and a certificate is in the language of its course."""


def test_chinese_pages_hold_no_english_sentence(world: World) -> None:
    asker, faults = Asker(world.app), set()
    a_firms_own_words = "".join(path.read_text("utf-8") for path in STARTERS.glob("*.json"))  # lantern writes English
    sentences = {
        found
        for _name, message in messages()
        for form in forms(message.id)
        for found in SENTENCE.findall(" ".join(PLACEHOLDER.sub("%", form).split()))
    }
    for endpoint, path, name, _bound in pages(world):
        actor = world.actors[name]
        answer = asker.ask(actor, "GET", path, headers={"Cookie": f"{actor.cookie}; {COOKIE}=zh"})
        if answer.status_code != 200 or answer.mimetype != "text/html" or endpoint in IN_ITS_OWN_LANGUAGE:
            continue
        assert 'lang="zh' in answer.text, path
        text = " ".join(unescape(answer.text).split())
        faults |= {f"{endpoint}: {one}" for one in sentences if one in text and one not in a_firms_own_words}
    assert not faults, listed(sorted(faults))
