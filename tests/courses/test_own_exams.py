"""An instructor’s own exam of the club in a lesson: chosen once it is out, sat in a firm, done when it is passed."""

from club.core import clock, jobs
from club.core.db import db
from club.courses.learning_models import DoneBy, LessonDone
from club.documents.edits import digest
from club.exams import actions, answer_actions
from club.exams.rules import Purpose
from club.library import template_actions
from club.library.pads import draft_of
from club.policy import ClubRole
from tests.client import HouseClient
from tests.courses.test_learning import a_learner, begun, rows
from tests.makers import a_club, a_course, a_firm, a_person, a_role, as_desk, as_firm, sign_in
from tests.makers.exams import a_drafted_exam, standing_in

WRONG, RIGHT = "1", "0"


def test_a_lesson_asks_for_the_exam_that_its_instructor_composed(app, client: HouseClient) -> None:
    crown, teacher = a_club("crown", talks_reviewed=False), a_person()
    lantern = a_firm(crown, "lantern")
    a_role(crown, teacher, ClubRole.INSTRUCTOR)
    course, exam = a_course(crown, lessons=1, taught_by=teacher), a_drafted_exam(crown, teacher)
    sign_in(client, teacher)
    module = client.get(f"/crown/courses/{course.slug}/edit").text.split('data-module="')[1].split('"')[0]
    new = f"/crown/courses/{course.slug}/lessons/new?module={module}&sort=exam"
    assert "Fit to sell" not in client.get(new).text
    with as_desk(crown):
        held = db.session.merge(exam)
        template_actions.publish(held, seen=digest(draft_of(held).body), note="", by=teacher.id, at=clock.now())
    client.submit(new, {"title": "Pass it", "do": "publish", "template": str(exam.id)})
    member = a_learner(client, lantern)
    begun(client, lantern, course)
    document = standing_in(lantern, exam)
    for given, seen in ((WRONG, []), (RIGHT, [DoneBy.SEEN])):
        with as_firm(lantern, member.person_id):
            paper, sitter = db.session.merge(document), db.session.merge(member)
            attempt = actions.begin(paper, sitter, purpose=Purpose.COUNTED, at=clock.now())
            answer_actions.answer(attempt, "first-reply", [given], seen=0, at=clock.now())
            actions.finish(attempt, at=clock.now())
        jobs.finish_all()
        assert [row.by for row in rows(lantern, LessonDone)] == seen
