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
    assert 0 < len(blanks) <= 12
    assert all(blank.label and blank.value for blank in blanks)


@every_starter
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_slot_is_left_open_when_it_is_read(name, language):
    body = for_reading(starter(name)[1], language)
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
def test_a_daily_table_fits_in_sixty_minutes(name):
    assert {stage.key: daily_minutes(stage) for stage in starter(name)[1].stages if daily_minutes(stage) > 60} == {}


@every_ladder
def test_no_number_stands_without_its_source(name):
    for stage in starter(name)[1].stages:
        assert stage.salary.source, stage.key
        assert all(indicator.source for indicator in stage.indicators), stage.key
        assert all(topic.source for topic in stage.learn), stage.key
        assert all(task.evidence for task in stage.daily), stage.key


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


def test_operators_stages_have_the_breadth_of_the_template():
    for stage in starter("operator_ladder")[1].stages:
        assert 5 <= len(stage.learn) <= 8, stage.key
        assert 6 <= len(stage.daily) <= 10, stage.key
        assert 4 <= len(stage.indicators) <= 6, stage.key


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


def test_culture_is_read_aloud_in_four_minutes():
    culture = for_reading(starter("culture")[1], "en")
    parts = ("beginning", "thanks", "mission", "vision")
    spoken = [
        text
        for path, text in texts(culture)
        if path.startswith(parts) or re.search(r"(name|meaning|behaviours\[.*|red_line)$", path)
    ]
    assert len(" ".join(spoken).split()) <= 4 * 150


def test_the_culture_example_computes():
    culture = starter("culture")[1]
    reached = score(culture, {mark.behaviour: mark.lived for mark in culture.example.marks})
    assert reached == culture.example.score == 75
    assert part_of_appraisal(culture, reached) == Decimal("22.5")


def test_the_service_ladder_keeps_its_months():
    begins = {key: span.begins for key, span in spans(starter("service_ladder")[1]).items()}
    assert begins["certified"] == 3
    assert (begins["senior"], begins["gold"], begins["expert"]) == (6, 12, 18)
    assert (begins["shift-lead"], begins["supervisor"], begins["manager"]) == (8, 14, 24)
    assert (begins["community-assistant"], begins["community-operator"], begins["community-lead"]) == (6, 12, 20)


def test_gold_earns_at_least_what_a_shift_lead_earns():
    stages = {stage.key: stage for stage in starter("service_ladder")[1].stages}
    assert stages["gold"].salary.high >= stages["shift-lead"].salary.high


def test_no_track_of_service_is_a_dead_end():
    ladder = starter("service_ladder")[1]
    ways = {crossing.leaves for crossing in ladder.crossings}
    ends = {stage.key for stage in ladder.stages if not next_stages(ladder, stage.key)}
    assert ends - ways == {"manager"}


def test_the_service_standard_has_its_sixteen_sections():
    standard = starter("service_standard")[1]
    assert len(standard.sections) == 16
    assert [len(table.rows) for section in standard.sections for table in section.tables] == [14, 5]
    assert [grant.limit for grant in standard.grants] == [1000, 5000, 20000]
    assert {minimum.key: minimum.at_least for minimum in standard.profile}["typing"] == 60


def test_the_service_standard_weighs_service_efficiency_sales_feedback():
    weights: Counter[str] = Counter()
    for indicator in starter("service_standard")[1].appraisal.indicators:
        weights[indicator.name.en.split(":")[0]] += indicator.weight
    assert weights == {"Service": 35, "Efficiency": 25, "Sales": 25, "Feedback": 15}


def test_answers_cover_every_topic_with_two_wordings_each():
    problems = starter("service_standard")[1].problems
    assert len(problems) == 30
    assert all(len(problem.wordings) == 2 for problem in problems)
    assert all(problem.escalate for problem in problems if problem.sensitive)
    assert len({problem.topic.en for problem in problems}) == 10


def test_what_each_may_grant_is_the_same_in_ladder_and_standard():
    allowed = {str(grant.limit // 100) for grant in starter("service_standard")[1].grants}
    for stage in starter("service_ladder")[1].stages:
        for right in stage.rights:
            found = re.search(r"[Gg]rants up to (\d+) CNY", right.text.en)
            assert not found or found[1] in allowed, stage.key
