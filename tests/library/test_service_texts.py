"""The starter texts of customer service: the standard, its sixty answers, and the ladder of three tracks."""

import re
from collections import Counter

from club.documents.kinds.ladder.rules import next_stages
from club.documents.kinds.ladder.standing import spans
from club.documents.languages import texts
from club.library.starters import starter

MAY_GRANT = {"客服": 10, "组长": 50, "经理": 200}
PASSED_ON_ABOVE = {"组长": 10, "经理": 50, "老板": 200}
PROBLEMS = {
    "Size and use": 6,
    "Price": 5,
    "Gifts": 4,
    "Stock and dispatch": 6,
    "Carrier": 4,
    "Late, lost, damaged": 7,
    "Return": 7,
    "Invoice": 4,
    "Bad review": 4,
    "Sensitive": 13,
}


def service_standard():
    return starter("service_standard")[1]


def service_answers():
    return starter("service_answers")[1]


def service_ladder():
    return starter("service_ladder")[1]


def test_the_standard_has_its_sixteen_sections():
    standard = service_standard()
    assert len(standard.sections) == 16
    assert [len(table.rows) for section in standard.sections for table in section.tables] == [5]
    assert {minimum.key: minimum.at_least for minimum in standard.profile}["typing"] == 60


def test_the_standard_weighs_service_efficiency_sales_feedback():
    weights: Counter[str] = Counter()
    for indicator in service_standard().appraisal.indicators:
        weights[indicator.name.en.split(":")[0]] += indicator.weight
    assert weights == {"Service": 35, "Efficiency": 25, "Sales": 25, "Feedback": 15}


def test_sixty_problems_are_spread_over_the_topics():
    catalogue = service_answers()
    topics = {topic.key: topic.title.en for topic in catalogue.topics}
    assert Counter(topics[answer.topic] for answer in catalogue.answers) == PROBLEMS
    assert sum(PROBLEMS.values()) == 60


def test_the_problems_stand_in_the_catalogue_and_nowhere_else():
    assert service_standard().problems == ()
    assert "answer catalogue" in service_standard().summary.en


def test_every_problem_says_all_that_an_agent_needs():
    for answer in service_answers().answers:
        assert len(answer.wordings) >= 4, answer.key
        assert all((answer.title, answer.code, answer.text, answer.do, answer.avoid, answer.escalate)), answer.key


def test_a_code_is_short_and_the_topic_shows_in_it():
    codes = {topic.key: set() for topic in service_answers().topics}
    for answer in service_answers().answers:
        codes[answer.topic].add(answer.code.rstrip("0123456789"))
        assert len(answer.code) <= 4, answer.key
    assert all(len(letters) == 1 for letters in codes.values())


def test_no_two_problems_are_worded_alike():
    answers = service_answers().answers
    texts_of = [text for answer in answers for text in (answer.title, *answer.wordings)]
    assert [text for text, times in Counter(each.en for each in texts_of).items() if times > 1] == []
    assert [text for text, times in Counter(each.zh for each in texts_of).items() if times > 1] == []


def test_sensitive_problems_are_passed_on_within_five_minutes():
    answers = service_answers().answers
    assert {answer.topic for answer in answers if answer.sensitive} == {"sensitive"}
    for answer in answers:
        if answer.sensitive:
            assert re.search(r"\b5 minutes\b", answer.escalate.en), answer.key
            assert "5 分钟" in answer.escalate.zh, answer.key


def test_every_problem_is_passed_on_to_somebody():
    for answer in service_answers().answers:
        assert re.search(r"\b(lead|manager|operator|finance office|finance|designer)\b", answer.escalate.en), answer.key
        assert re.search(r"组长|经理|运营|财务|美工", answer.escalate.zh), answer.key


def test_amounts_of_the_answers_are_those_that_each_may_grant():
    standard = service_standard()
    assert {grant.role.zh: grant.limit // 100 for grant in standard.grants} == MAY_GRANT
    for path, text in texts(service_answers()):
        if not path.startswith("answers") or not text:
            continue
        assert {int(amount) for amount in re.findall(r"(\d+) 元", text.zh)} <= set(MAY_GRANT.values()), path
        for amount, role in re.findall(r"超过 (\d+) 元(?:转|由)(组长|经理|老板)", text.zh):
            assert int(amount) == PASSED_ON_ABOVE[role], path
        for amount, role in re.findall(r"(\d+) 元以内(?:转|由)(组长|经理)", text.zh):
            assert int(amount) == MAY_GRANT[role], path


def test_what_each_may_grant_is_the_same_in_ladder_and_standard():
    allowed = {grant.limit // 100 for grant in service_standard().grants}
    granted = {
        stage.key: int(found[1])
        for stage in service_ladder().stages
        for right in stage.rights
        if (found := re.search(r"[Gg]rants up to (\d+) CNY", right.text.en))
    }
    assert set(granted.values()) == allowed
    assert (granted["live"], granted["shift-lead"], granted["manager"]) == (10, 50, 200)


def test_the_ladder_keeps_its_months():
    begins = {key: span.begins for key, span in spans(service_ladder()).items()}
    assert begins["certified"] == 3
    assert (begins["senior"], begins["gold"], begins["expert"]) == (6, 12, 18)
    assert (begins["shift-lead"], begins["supervisor"], begins["manager"]) == (8, 14, 24)
    assert (begins["community-assistant"], begins["community-operator"], begins["community-lead"]) == (6, 12, 20)


def test_gold_earns_at_least_what_a_shift_lead_earns():
    stages = {stage.key: stage for stage in service_ladder().stages}
    assert stages["gold"].salary.high >= stages["shift-lead"].salary.high


def test_no_track_is_a_dead_end():
    ladder = service_ladder()
    ways = {crossing.leaves for crossing in ladder.crossings}
    ends = {stage.key for stage in ladder.stages if not next_stages(ladder, stage.key)}
    assert ends - ways == {"manager"}


def test_every_track_is_entered_and_left_by_a_crossing():
    ladder = service_ladder()
    track = {stage.key: stage.track for stage in ladder.stages}
    branches = {"gold-medal", "management", "community"}
    assert {track[crossing.enters] for crossing in ladder.crossings} == branches
    assert {track[crossing.leaves] for crossing in ladder.crossings} >= branches
