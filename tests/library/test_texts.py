"""The starter texts meet their bar: both languages, equal numbers, whole tables, lawful words."""

import re
from collections import Counter
from decimal import Decimal

import pytest

from club.documents import assessment
from club.documents.body import Pair
from club.documents.kinds.culture.rules import part_of_appraisal, score
from club.documents.kinds.ladder.rules import daily_minutes, first_stages, next_stages
from club.documents.kinds.ladder.standing import is_open, spans
from club.documents.languages import for_reading, in_language, texts
from club.documents.rules import verdict
from club.library.starters import STARTERS, starter

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LADDERS = ("operator_ladder", "service_ladder")
every_starter = pytest.mark.parametrize("name", STARTERS)
every_ladder = pytest.mark.parametrize("name", LADDERS)


def numbers_in(text: str) -> Counter[str]:
    """The numbers of a text, whatever their order: 2,000 counts as 2000 and 12 Oct as 12 and 10."""
    dated = re.sub(rf"(?<=\d )({'|'.join(MONTHS)})\b", lambda month: str(MONTHS.index(month[1]) + 1), text)
    return Counter(re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d{3})", "", dated)))


def tables(body):
    """The weighted tables of a ladder or a standard, each with what its total pays."""
    holders = body.stages if hasattr(body, "stages") else (body.appraisal,)
    return [(holder.indicators, holder.pay_bands) for holder in holders]


@every_starter
def test_nothing_stops_its_publication(name):
    kind, body = starter(name)
    assert [str(problem) for problem in verdict(kind, body).problems] == []


@every_starter
def test_every_text_is_there_in_both_languages(name):
    lacking = [path for path, text in texts(starter(name)[1]) if text and not (isinstance(text, Pair) and text.zh)]
    assert lacking == []


@every_starter
def test_chinese_is_written_in_chinese_and_english_in_english(name):
    for path, text in texts(starter(name)[1]):
        if text:
            assert not re.search(r"[\u4e00-\u9fff]", text.en), f"Chinese in the English text of {path}"
            assert not re.search(r"[a-z]{4,}", re.sub(r"\{[a-z-]+\}", "", text.zh)), f"English in {path}"


@every_starter
def test_numbers_are_equal_in_both_languages(name):
    different = {
        path: (text.en, text.zh)
        for path, text in texts(starter(name)[1])
        if text and numbers_in(text.en) != numbers_in(text.zh)
    }
    assert different == {}


@every_starter
def test_at_most_twelve_blanks_each_with_a_default(name):
    blanks = starter(name)[1].blanks
    assert len(blanks) <= 12
    assert all(blank.label and blank.value for blank in blanks)


@every_starter
def test_every_blank_is_quoted_somewhere(name):
    body = starter(name)[1]
    written = " ".join(text.en for _, text in texts(body) if text)
    assert [blank.key for blank in body.blanks if f"{{{blank.key}}}" not in written] == []


@every_starter
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_slot_is_left_open_when_it_is_read(name, language):
    body = for_reading(starter(name)[1], language)
    assert body.asked == frozenset()
    assert [path for path, text in texts(body) if "{" in text] == []


@every_starter
def test_no_wording_of_the_list_is_hit(name):
    kind, body = starter(name)
    assert [(hint.path, hint.found) for hint in verdict(kind, body).hints] == []


@every_starter
def test_english_is_quiet_and_typeset(name):
    for path, text in texts(in_language(starter(name)[1], "en")):
        assert "!" not in text, f"exclamation mark in {path}"
        assert "'" not in text, f"straight apostrophe in {path}"


@every_ladder
def test_every_stage_says_what_it_must(name):
    for stage in starter(name)[1].stages:
        said = (stage.aim, stage.learn, stage.daily, stage.indicators, stage.salary, stage.mentor, stage.source)
        assert all(said), stage.key
        assert stage.responsibilities, stage.key
        assert stage.rights, stage.key
        if not is_open(stage):
            assert all((stage.early, stage.late, stage.promotion, stage.not_yet, stage.work)), stage.key


@every_ladder
def test_every_stage_has_the_breadth_of_the_template(name):
    for stage in starter(name)[1].stages:
        assert 5 <= len(stage.learn) <= 8, stage.key
        assert 6 <= len(stage.daily) <= 10, stage.key
        assert 4 <= len(stage.indicators) <= 6, stage.key


@every_ladder
def test_a_daily_table_fits_in_sixty_minutes(name):
    assert {stage.key: daily_minutes(stage) for stage in starter(name)[1].stages if daily_minutes(stage) > 60} == {}


@every_ladder
def test_no_number_stands_without_its_source(name):
    for stage in starter(name)[1].stages:
        assert stage.salary.source, stage.key
        assert all(indicator.source for indicator in stage.indicators), stage.key
        assert all(topic.source for topic in stage.learn), stage.key
        assert all(task.evidence for task in stage.daily), stage.key


@pytest.mark.parametrize("name", [*LADDERS, "service_standard"])
def test_every_value_has_a_score_and_every_total_its_pay(name):
    values = [Decimal(half) / 2 for half in range(401)]
    for indicators, pay_bands in tables(starter(name)[1]):
        for indicator in indicators:
            judged = [value for value in values if indicator.bands or value <= assessment.FULL_SCORE]
            scores = [assessment.score(indicator, value) for value in judged]
            assert None not in scores, indicator.key
            assert {min(scores), max(scores)} == {0, 100}, indicator.key
        paid = [assessment.bonus_percent(pay_bands, value) for value in values if value <= assessment.FULL_SCORE]
        assert {min(paid), max(paid)} == {0, 100}


@every_ladder
def test_a_full_bonus_reaches_the_top_of_the_range(name):
    for stage in starter(name)[1].stages:
        up_to = f"Up to {(stage.salary.high - stage.salary.base) // 100:,} CNY a month on top of the base"
        assert stage.salary.parts[0].how.en.startswith(up_to), stage.key
        assert stage.salary.low == stage.salary.base, stage.key
        assert "20 to 40 % less" in stage.salary.source.en, stage.key


@every_ladder
def test_the_example_pays_what_its_text_says(name):
    ladder = starter(name)[1]
    stage = next(each for each in ladder.stages if each.key == ladder.example.stage)
    table = ladder.example.table
    reached = assessment.total(stage.indicators, {each.indicator: each.value for each in table.values})
    assert reached.score == table.total
    for points in reached.points.values():
        assert str(int(points)) in numbers_in(table.text.en)
    bonus = (stage.salary.high - stage.salary.base) * assessment.bonus_percent(stage.pay_bands, table.total) / 100
    assert str(int((stage.salary.base + bonus) / 100)) in numbers_in(table.text.en)


@every_ladder
def test_pay_never_falls_on_the_way_up(name):
    ladder = starter(name)[1]
    for stage in ladder.stages:
        for after in next_stages(ladder, stage.key):
            assert after.salary.base >= stage.salary.base, f"{stage.key} > {after.key}"
            assert after.salary.high > stage.salary.high, f"{stage.key} > {after.key}"


def test_an_operator_needs_23_months():
    ladder = starter("operator_ladder")[1]
    assert [stage.months for stage in ladder.stages] == [1, 3, 3, 4, 3, 4, 5, None]
    assert spans(ladder)["director"].begins == 23


def test_an_operators_budget_grows_with_the_stages():
    ladder = starter("operator_ladder")[1]
    budget = {blank.key: int(blank.value.en.replace(",", "")) for blank in ladder.blanks if blank.key.startswith("ad-")}
    assert budget == {"ad-small": 200, "ad-middle": 2000, "ad-large": 10000}


def test_operators_pay_lies_in_the_ranges_of_the_field():
    pay = {
        stage.key: (stage.salary.low // 100, stage.salary.high // 100) for stage in starter("operator_ladder")[1].stages
    }
    assert pay == {
        "entry": (4000, 4500),
        "paid-promotion": (4500, 5200),
        "detail-page": (5200, 6000),
        "all-round": (6000, 7000),
        "data": (7200, 8500),
        "assistant": (8000, 10000),
        "operator": (9500, 12000),
        "director": (12000, 20000),
    }


def test_a_newcomer_begins_at_one_stage():
    for name in LADDERS:
        assert len(first_stages(starter(name)[1])) == 1


def test_culture_has_four_values_of_four_behaviours():
    culture = starter("culture")[1]
    assert [len(value.behaviours) for value in culture.values] == [4, 4, 4, 4]
    assert [len(horizon.pictures) for horizon in culture.vision] == [3, 3]
    assert culture.weight == 30


@pytest.mark.parametrize(
    ("language", "counted", "a_minute"),
    [("en", r"[\w’-]+", 150), ("zh", r"[\u4e00-\u9fff]|\d+", 240)],
)
def test_culture_is_read_aloud_in_four_minutes(language, counted, a_minute):
    culture = for_reading(starter("culture")[1], language)
    parts = ("beginning", "thanks", "mission", "vision")
    spoken = [
        text
        for path, text in texts(culture)
        if path.startswith(parts) or re.search(r"(name|meaning|behaviours\[.*|red_line)$", path)
    ]
    assert len(re.findall(counted, " ".join(spoken))) <= 4 * a_minute


def test_the_culture_example_computes():
    culture = starter("culture")[1]
    reached = score(culture, {mark.behaviour: mark.lived for mark in culture.example.marks})
    assert reached == culture.example.score == 75
    assert part_of_appraisal(culture, reached) == Decimal("22.5")
