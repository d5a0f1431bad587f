"""The rest of the bar of the club's texts, as far as a machine can judge it."""

import re
from collections import Counter

import pytest

from club.documents.body import LANGUAGES
from club.documents.kinds import kind_of
from club.documents.languages import for_reading, in_language, texts
from club.documents.living import Living, lived
from club.documents.pointing import astray, named_keys
from club.documents.showing import shown
from club.library.rules import DEPARTMENTS, POINTS_AT
from club.library.starters import STARTERS, starter

LADDERS = ("operator_ladder", "service_ladder")
SHEETS = {"en": r"\b(sheet|Assessment of the culture statement)\b", "zh": r"表|考核"}
SLOGANS = {
    "en": r"\b(best[- ]in[- ]class|world[- ]class|passion\w*|synerg\w*|excellence|empower\w*|leverag\w*)\b",
    "zh": r"追求卓越|匠心|赋能|闭环|抓手|一流|狼性|感恩的心|奋斗者|共赢未来",
}
OUT_OF_DATE = {"en": r"\bdirect train\b|\bZhitongche\b", "zh": r"直通车|旺旺"}


def indicators():
    for name in (*LADDERS, "service_standard"):
        body = starter(name)[1]
        for holder in getattr(body, "stages", None) or (body.appraisal,):
            yield from holder.indicators


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_indicator_computes_from_ticks_an_import_or_a_report_with_a_name(language):
    for indicator in indicators():
        source = getattr(indicator.source, language)
        assert source, indicator.key
        if indicator.origin == "lead":
            assert re.search(SHEETS[language], source), f"{indicator.key}: {source}"


def test_an_indicator_without_bands_is_a_mark_of_100():
    for indicator in indicators():
        assert bool(indicator.bands) == (indicator.measure != "manual"), indicator.key
        if not indicator.bands:
            assert indicator.unit.en == "points of 100", indicator.key


@pytest.mark.parametrize("name", STARTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_slogan_and_no_word_of_yesterday(name, language):
    for path, text in texts(in_language(starter(name)[1], language)):
        assert not re.search(SLOGANS[language], text, re.IGNORECASE), f"slogan in {path}"
        assert not re.search(OUT_OF_DATE[language], text), f"old word in {path}"


@pytest.mark.parametrize("name", STARTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_marks_are_those_of_the_language(name, language):
    for path, text in texts(for_reading(starter(name)[1], language)):
        if language == "zh":
            assert not re.search(r"[\u4e00-\u9fff][,;:!?]|[,;!?][\u4e00-\u9fff]", text), f"{path}: {text}"
            assert not re.search(r"[\u4e00-\u9fff]\d|\d[\u4e00-\u9fff]", text) or "wordings" in path, f"{path}: {text}"
        else:
            assert not re.search(r"[，。；：！？（）“”]{2}", text), f"{path}: {text}"
            assert "  " not in text, path


@pytest.mark.parametrize("name", STARTERS)
def test_no_clause_is_said_twice(name):
    for language in LANGUAGES:
        body = in_language(starter(name)[1], language)
        said = Counter(text for path, text in texts(body) if re.search(r"clauses\[.*\]\.text$", path))
        assert [text for text, times in said.items() if times > 1] == []


@pytest.mark.parametrize("name", LADDERS)
def test_community_and_everybody_else_keep_to_consent_for_contacts(name):
    stages = [stage for stage in starter(name)[1].stages if stage.track == "community"]
    for stage in stages:
        written = " ".join(text for _path, text in texts(in_language(stage, "en")))
        assert "consent" in written, stage.key


def test_every_value_is_lived_in_the_standard_and_on_the_ladders():
    culture = in_language(starter("culture")[1], "en")
    found: Counter[str] = Counter()
    for name in ("service_standard", *LADDERS):
        kind, body = starter(name)
        for value in lived(culture, [Living(name, kind, in_language(body, "en"), "")]):
            found[value.key] += bool(value.count)
    assert found == {value.key: 3 for value in culture.values}


@pytest.mark.parametrize("name", STARTERS)
def test_what_a_starter_text_names_in_another_is_there(name):
    kind, body = starter(name)
    if name in POINTS_AT:
        other_kind, other = starter(POINTS_AT[name])
        assert other_kind.name in kind.points_at.values()
        assert list(named_keys(kind, body))
        assert astray(kind, body, other) == {}


def test_every_text_of_a_department_says_which():
    for_all = {name for name in STARTERS if name not in DEPARTMENTS}
    assert for_all == {"culture"}


@pytest.mark.parametrize("name", STARTERS)
def test_the_reading_page_of_every_kind_has_what_it_computes_with(name, sqlite_app):
    kind, body = starter(name)
    with sqlite_app.test_request_context():
        assert shown(kind_of(kind.name), for_reading(body, "zh"))["body"]
