"""A class and an exam of the club ask for a qualification before somebody registers, or begins."""

from datetime import timedelta

import pytest

from club.classes.models import ClassSession, ClassStatus
from club.core import clock
from club.core.db import db
from club.core.refusals import Refused
from club.courses import condition_actions, need_actions, qualification_actions
from club.courses.models import Course
from club.courses.qualification_models import QualificationNeed, Qualified
from club.policy import ClubRole, FirmRole
from tests.classes.joining import standings, typed
from tests.client import HouseClient
from tests.exams.test_club_exams import Hall
from tests.makers import a_class, a_course, a_membership, a_person, a_role, as_desk, as_firm, saved, sign_in

RIGHT = "0"


class Setting(Hall):
    """A club whose exam grants “Fit to sell”, and a class that asks for it."""

    def __init__(self) -> None:
        super().__init__()
        self.row = a_class(self.club, title="Complaints", in_days=20)
        with as_desk(self.club):
            self.fit = qualification_actions.add("Fit to sell", "销售资格", 6, exam_id=self.template.id).id
            condition_actions.ask_class(db.session.merge(self.row), [self.fit])
        self.path = f"/crown/firms/mill/classes/{self.row.slug}"


@pytest.fixture
def setting(app) -> Setting:
    return Setting()


def an_editor(client: HouseClient, setting: Setting) -> HouseClient:
    person = a_person()
    a_role(setting.club, person, ClubRole.EDITOR)
    sign_in(client, person)
    return client


def qualify(setting: Setting, days: int) -> None:
    with as_firm(setting.mill):
        until = clock.today(setting.club.zone) + timedelta(days=days)
        whose = {"membership_id": setting.member.id, "person_id": setting.person.id}
        saved(Qualified(qualification_id=setting.fit, granted_on=until, expires_on=until, **whose))


def test_a_firm_registers_only_who_holds_it_on_the_day_of_the_class(setting, client: HouseClient) -> None:
    lead = a_person()
    other = a_membership(setting.mill, FirmRole.OWNER, lead, name="Gao Mei")
    sign_in(client, lead)
    assert "“Going live”" in client.get(f"/crown/classes/{setting.row.slug}").text
    qualify(setting, 19)  # ends the day before the class
    page = client.get(setting.path)
    assert "Lin Yue" in page.text
    assert "Take off" not in page.text
    assert client.submit(setting.path, {"people": [setting.member.ref]}).status_code == 422
    qualify(setting, 20)
    assert client.submit(setting.path, {"people": [setting.member.ref, other.ref]}).status_code == 422
    assert client.submit(setting.path, {"people": [setting.member.ref]}).status_code == 303
    assert standings(setting.club, setting.row) == [("Lin Yue", "placed")]


def test_a_visitor_is_told_whom_the_class_is_for_and_nothing_is_kept(setting, client: HouseClient) -> None:
    path = f"/crown/classes/{setting.row.slug}/register"
    page = client.get(path)
    assert "This class is for people who hold: Fit to sell" in page.text
    assert "</form>" not in page.text.split("<main", 1)[1].split("</main>")[0]
    assert standings(setting.club, setting.row) == []
    with as_desk(setting.club):
        condition_actions.ask_class(db.session.get_one(ClassSession, setting.row.id), [])
    form = client.form(path)
    with as_desk(setting.club):
        condition_actions.ask_class(db.session.get_one(ClassSession, setting.row.id), [setting.fit])
    assert client.post(path, data={**form, **typed()}).status_code == 422
    assert standings(setting.club, setting.row) == []


def test_whoever_writes_a_class_says_what_it_asks_for_and_others_do_not(setting, client: HouseClient) -> None:
    path = f"/crown/classes/{setting.row.slug}/qualifications"
    desk = a_person()
    a_role(setting.club, desk, ClubRole.SECRETARY)
    sign_in(client, desk)
    assert client.submit(path, {"asks": ["999999"]}).status_code == 422
    assert client.submit(path, {"asks": []}).status_code == 303
    with as_desk(setting.club):
        assert db.session.query(QualificationNeed).count() == 0
    assert client.submit(path, {"asks": [str(setting.fit)]}).status_code == 303
    writer = a_person()
    a_role(setting.club, writer, ClubRole.INSTRUCTOR)
    sign_in(client, writer)
    assert client.get(path).status_code == 404  # published, and another’s


def test_a_draft_that_asks_for_something_can_be_discarded(setting, client: HouseClient) -> None:
    draft = a_class(setting.club, status=ClassStatus.DRAFT, published_at=None)
    with as_desk(setting.club):
        condition_actions.ask_class(db.session.merge(draft), [setting.fit])
    page = f"/crown/classes/{draft.slug}"
    desk = a_person()
    a_role(setting.club, desk, ClubRole.SECRETARY)
    sign_in(client, desk)
    assert client.submit(page, {}, to=f"{page}/discarding").status_code == 303
    assert client.get(page).status_code == 404


def test_an_exam_of_the_club_is_begun_only_by_who_holds_what_it_asks_for(setting, client: HouseClient) -> None:
    granting = a_course(setting.club, title="Basics", lessons=1)
    with as_desk(setting.club):
        basics = qualification_actions.add("Basics done", "", None)
        need_actions.ask(db.session.get_one(Course, granting.id), granted=[basics.id])
        basics_id = basics.id
    path = f"/crown/exams/{setting.template.slug}/qualifications"
    editor = an_editor(client, setting)
    assert editor.submit(path, {"asks": [str(setting.fit)]}).status_code == 422  # it grants that itself
    assert editor.submit(path, {"asks": [str(basics_id)]}).status_code == 303
    with pytest.raises(Refused) as refused:
        setting.sat(RIGHT)
    assert refused.value.refusal.code == "exam.lacks"
    assert "Basics done (by “Basics”)" in refused.value.refusal.values["asked"]
    sign_in(client, setting.person)
    page = client.get(f"/crown/firms/mill/exams/{setting.exam.ref}").text
    assert f'href="/crown/courses/{granting.slug}"' in page
    assert "Begin the exam" not in page


def test_a_course_and_an_exam_that_would_wait_for_each_other_are_refused(setting, client: HouseClient) -> None:
    course = a_course(setting.club, title="Basics", lessons=1)
    with as_desk(setting.club):
        basics = qualification_actions.add("Basics done", "", None)
        need_actions.ask(db.session.get_one(Course, course.id), granted=[basics.id], qualifications=[setting.fit])
        basics_id, basics_ref = basics.id, basics.ref
    editor = an_editor(client, setting)
    path = f"/crown/exams/{setting.template.slug}/qualifications"
    answer = editor.submit(path, {"asks": [str(basics_id)]})
    assert answer.status_code == 422
    assert "Basics done → Basics → Fit to sell" in answer.text
    assert str(basics_id) in answer.text
    here = f"/crown/teaching/qualifications/{basics_ref}"
    facts = {"name_en": "Basics", "name_zh": "基础", "months": "12", "exam": setting.template.slug}
    assert editor.submit(here, facts).status_code == 303
    assert "“Complaints”" not in editor.get(here).text
    assert editor.submit(path, {"asks": [str(basics_id)]}).status_code == 422  # by now the exam grants it


def test_the_page_of_one_names_what_grants_it_and_what_asks_for_it(setting, client: HouseClient) -> None:
    with as_desk(setting.club):
        ref = qualification_actions.add("Other", "", None).ref
        fit = db.session.query(QualificationNeed).one().qualification_id
    editor = an_editor(client, setting)
    assert "Nothing that is published" in editor.get(f"/crown/teaching/qualifications/{ref}").text
    with as_desk(setting.club):
        fit = db.session.get_one(qualification_actions.Qualification, fit).ref
    page = editor.get(f"/crown/teaching/qualifications/{fit}").text
    assert "Going live" in page
    assert "Complaints" in page
    sign_in(client, setting.person)
    assert "Complaints" in client.get(f"/crown/firms/mill/learning/qualifications/{fit}").text
