"""A course that is out and one that is not."""

from sqlalchemy import select

from club.core.db import session
from club.courses.models import CourseModule, CourseStatus
from tests.makers import a_course, as_desk
from tests.world.tenants import Tenant


def courses_of(tenant: Tenant, *, section_id: int) -> None:
    """Two courses of an author, the second one published, with two lessons and a draft in two modules."""
    for status in (CourseStatus.DRAFT, CourseStatus.PUBLISHED):
        facts = {"status": status, "section_id": section_id}
        course = a_course(tenant.club, modules=2, drafts=1, taught_by=tenant.people["author"], **facts)
        tenant.note("course", course)
    with as_desk(tenant.club):
        module = session().scalars(select(CourseModule).where(CourseModule.course_id == course.id)).first()
        tenant.note("course_module", module)
    tenant.values |= {"course": course.slug, "course_module": module.ref}
