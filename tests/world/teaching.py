"""A course that is out and one that is not; somebody of a firm is in the middle of it, and somebody has finished it."""

from sqlalchemy import select

from club.core import clock, links
from club.core.db import session
from club.courses import learning_actions, need_actions, qualification_actions, tally_actions
from club.courses.learning_models import Certificate, LessonNeed
from club.courses.models import Course, CourseModule, CourseStatus, Lesson
from club.courses.picture_models import CoursePicture, LessonPicture
from club.courses.task_models import Asks, LessonTask, TaskAnswer
from club.firms.models import Membership
from club.policy import FirmRole
from tests.makers import a_course, as_desk, as_firm, saved
from tests.world.tenants import Tenant


def courses_of(tenant: Tenant, *, section_id: int) -> None:
    """Two courses of an author, the second one published, with two lessons and a draft in two modules."""
    made = []
    for status in (CourseStatus.DRAFT, CourseStatus.PUBLISHED):
        facts = {"status": status, "section_id": section_id}
        course = a_course(tenant.club, modules=2, drafts=1, taught_by=tenant.people["author"], **facts)
        tenant.note("course", course)
        made.append(course)
    with as_desk(tenant.club):
        module = session().scalars(select(CourseModule).where(CourseModule.course_id == course.id)).first()
        tenant.note("course_module", module)
        one, other, *_ = session().scalars(
            select(Lesson.id).where(Lesson.course_id == course.id).order_by(Lesson.number)
        )
        saved(LessonNeed(lesson_id=other, needs_id=one))
        saved(LessonTask(lesson_id=other, asks=Asks.FREE))
        named = qualification_actions.add("Fit to go live", "", 12)
        need_actions.ask(session().merge(course), granted=[named.id])
        need_actions.ask(session().merge(made[0]), courses=[course.id], qualifications=[named.id])
        tenant.note("qualification", named)
        kept = {"stored_as": f"{tenant.club.slug}/26/{'d' * 16}", "name": "a.jpg", "added_at": clock.now()}
        for kind, of in ((CoursePicture, {"course_id": course.id}), (LessonPicture, {"lesson_id": one})):
            tenant.note(kind.__tablename__, picture := saved(kind(**of, **kept)))
            tenant.values[kind.__tablename__] = picture.ref
        tenant.values["qualification"] = named.ref
    tenant.values |= {"course": course.slug, "course_module": module.ref}


def take_courses(tenant: Tenant, members: dict[FirmRole, Membership]) -> None:
    """Staff has done the first lesson and shares a calendar, the lead all of them."""
    for role, numbers in ((FirmRole.STAFF, (1,)), (FirmRole.LEAD, (1, 2))):
        with as_firm(tenant.firm, members[role].person_id):
            course = session().scalars(select(Course).where(Course.slug == tenant.values["course"])).one()
            member = session().merge(members[role])
            taken = learning_actions.begin(course, member, at=clock.now())
            taken.due_on = clock.today("Asia/Shanghai")
            for number in numbers:
                of_course = select(Lesson).where(Lesson.course_id == course.id, Lesson.number == number)
                learning_actions.do_lesson(course, session().scalars(of_course).one(), member, at=clock.now())
            tenant.note("enrolment", taken)
            taken.is_shown = True
            session().flush()
            tally_actions.count(course=course.id)
            words = {"name": member.name, "firm_name": tenant.firm.name, "words": f"Words of {tenant.firm.slug}."}
            lesson = session().scalars(select(Lesson.id).where(Lesson.course_id == course.id)).first()
            whose = {"course_id": course.id, "lesson_id": lesson, "enrolment": taken.ref, "person_id": member.person_id}
            handed = saved(TaskAnswer(**whose, **words, handed_at=clock.now()))
            tenant.note("task_answer", handed)
            tenant.values["task_answer"] = handed.ref
            if role is FirmRole.STAFF:
                facts = {"club_id": tenant.club.id, "firm_id": member.firm_id, "person_id": member.person_id}
                link = links.make("deadlines", str(member.id), days=7, **facts)
                tenant.values |= {"enrolment": taken.ref, "deadlines_link": links.token_of(link.ref)}
            else:
                certificate = session().scalars(select(Certificate)).one()
                tenant.values["certificate_link"] = links.token_of(certificate.link_ref)
                tenant.note("certificate", certificate)
