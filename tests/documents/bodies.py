"""Small bodies to test rules on."""

from decimal import Decimal
from typing import Any

from club.documents.assessment import Band, Indicator
from club.documents.body import Clause, Pair
from club.documents.kinds.answers.body import Answer, Answers
from club.documents.kinds.exam.body import Exam, Option, Question
from club.documents.kinds.exam.body import Section as ExamSection
from club.documents.kinds.ladder.body import Ladder, Promotion, Stage, Task, Topic, Track, Work
from club.documents.kinds.standard.body import Section, Standard


def a_stage(key: str = "entry", **changes: Any) -> Stage:
    fields = {"key": key, "track": "trunk", "title": key.title(), "aim": "Learn the trade", "months": 1}
    return Stage(**(fields | changes))


def a_ladder(*stages: Stage, **changes: Any) -> Ladder:
    listed = stages or (a_stage("entry"), a_stage("promotion", after=("entry",), months=3))
    fields = {"title": "Ladder", "tracks": (Track(key="trunk", name="Trunk"),), "stages": listed}
    return Ladder(**(fields | changes))


def a_topic(key: str = "rules", **changes: Any) -> Topic:
    return Topic(**({"key": key, "topic": "Platform rules", "source": "Rule centre", "hours": 4} | changes))


def a_task(key: str = "report", **changes: Any) -> Task:
    fields = {"key": key, "what": "Read the report", "unit": "report", "target": 1, "minutes": 8, "evidence": "Note"}
    return Task(**(fields | changes))


def a_work(key: str = "work") -> Work:
    return Work(key=key, what="One page", passes="It went live", judged_by="The lead")


def an_indicator(key: str = "ctr", weight: int = 100, **changes: Any) -> Indicator:
    fields = {
        "key": key,
        "name": "Clicks",
        "weight": weight,
        "measure": "ratio",
        "unit": "%",
        "origin": "report",
        "source": "Campaign report",
        "bands": bands(2, 4),
    }
    return Indicator(**(fields | changes))


def bands(*edges: float, scores: tuple[int, ...] = ()) -> tuple[Band, ...]:
    """Bands that touch at the edges, from open to open, with scores 0, 50, 100 unless told."""
    cuts = [None, *(Decimal(str(each)) for each in edges), None]
    found = scores or tuple(100 * place // (len(cuts) - 2) for place in range(len(cuts) - 1))
    return tuple(
        Band(low=low, high=high, score=Decimal(score))
        for low, high, score in zip(cuts[:-1], cuts[1:], found, strict=True)
    )


def a_promotion(**changes: Any) -> Promotion:
    return Promotion(**({"periods": 2, "min_score": 80, "work_passed": True, "ticked_percent": 85} | changes))


def a_clause(key: str = "reply", **changes: Any) -> Clause:
    return Clause(**({"key": key, "text": f"Clause {key}"} | changes))


def a_standard(*clauses: Clause, **changes: Any) -> Standard:
    section = Section(key="work", title="Work", clauses=clauses or (a_clause(),))
    return Standard(**({"title": "Service", "department": "Service", "sections": (section,)} | changes))


def an_answer(key: str = "freight", **changes: Any) -> Answer:
    fields = {"key": key, "title": "Who pays the freight", "text": "We do, within 7 days."}
    return Answer(**(fields | changes))


def a_catalogue(*answers: Answer, **changes: Any) -> Answers:
    return Answers(**({"title": "Answers", "answers": answers or (an_answer(),)} | changes))


def a_question(key: str = "reply", **changes: Any) -> Question:
    """A question with two answers, of which the first is right."""
    options = (Option(text="30 seconds", right=True), Option(text="60 seconds"))
    return Question(**({"key": key, "text": f"Question {key}", "options": options} | changes))


def an_exam(*questions: Question, **changes: Any) -> Exam:
    """An exam with one section, passed from 80 percent."""
    section = ExamSection(key="all", title="All of it", questions=questions or (a_question(),))
    return Exam(**({"title": "Service exam", "sections": (section,)} | changes))


def an_exam_of_the_club(*clauses: str) -> Exam:
    """An exam in both languages, its one question about these clauses."""
    options = (Option(text=Pair("30 seconds", "30 秒"), right=True), Option(text=Pair("60 seconds", "60 秒")))
    text = Pair("When does the first reply come?", "首次回复要多快？")
    question = Question(key="first-reply", text=text, options=options, clauses=clauses)
    section = ExamSection(key="all", title=Pair("All of it", "全部"), questions=(question,))
    return Exam(title=Pair("Going live", "上岗考试"), sections=(section,))
