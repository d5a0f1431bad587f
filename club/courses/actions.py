"""A course is drafted, changed, published and retired; who teaches it is named."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from club.cards import actions as cards
from club.core import audit
from club.core.addresses import absolute
from club.core.audit import Did
from club.core.db import session
from club.core.markdown import render
from club.core.refs import new_ref
from club.core.refusals import Refusal, Refused
from club.core.scope import current
from club.courses import rules
from club.courses.cards import KIND
from club.courses.letters import TeacherNamed
from club.courses.models import Charge, Course, CourseInstructor, CourseStatus, Lesson
from club.courses.picture_models import CoursePicture
from club.courses.telling import tell_teacher
from club.courses.words import CHARGES
from club.people.models import Person
from club.talks.handing_actions import tell_given_back, tell_of_step
from club.talks.handing_rules import NOT_HANDED_IN, WORDS_WANTED, takes_back
from club.talks.models import Visibility
from club.talks.picture_actions import Album
from club.talks.publication import refuse_gone, the_club, with_free_slug
from club.talks.rules import slug_from

PICTURES = Album(CoursePicture, "course_id", Did.COURSE_PICTURE_ADDED, Did.COURSE_PICTURE_REMOVED)
EVENTS = {
    "hand_in": Did.COURSE_HANDED_IN,
    "take_back": Did.COURSE_TAKEN_BACK,
    "publish": Did.COURSE_PUBLISHED,
    "retire": Did.COURSE_RETIRED,
}
AS_OF_TEXTS = {"hand_in": "submit", "publish": "publish"}
"""Steps of which editors and teachers are told, by the words that texts have for them."""


@dataclass(frozen=True, kw_only=True)
class CourseFacts:
    """What an instructor says of a course."""

    title: str
    lang: str
    summary: str = ""
    description: str = ""
    section_id: int | None = None
    topics: list[str] = field(default_factory=list)
    visibility: Visibility = Visibility.PUBLIC
    valid_months: int | None = None


def draft(facts: CourseFacts, *, by: int, at: datetime, slug: str = "") -> Course:
    """Add a course that only its instructors and the editors see; whoever drafts it leads it."""
    refuse_gone(facts.section_id)
    ref = new_ref()
    course = Course(**asdict(facts), ref=ref, description_html=render(facts.description), written_at=at)
    with_free_slug(course, slug or slug_from(facts.title, f"course-{ref[:6]}"))
    session().flush()
    session().add(CourseInstructor(course_id=course.id, person_id=by, charge=Charge.LEAD, since_at=at))
    audit.record(Did.COURSE_DRAFTED, ref)
    return course


def change(course: Course, facts: CourseFacts, *, at: datetime, slug: str = "") -> None:
    """Change what is said of a course; its address stays as it is once the course was out."""
    refuse_gone(facts.section_id, standing=course.section_id)
    for name, value in asdict(facts).items():
        setattr(course, name, value)
    course.description_html = render(facts.description)
    course.written_at = at
    course.version += 1
    if slug and slug != course.slug and course.published_at is None:
        with_free_slug(course, slug)
    if course.status is CourseStatus.PUBLISHED:
        cards.order(KIND, course.slug)
    audit.record(Did.COURSE_CHANGED, course.ref, version=course.version)


def take_step(course: Course, word: str, *, publishes: bool, at: datetime) -> CourseStatus:
    """Hand a course in or take it back, publish it, retire it or open it again.

    Refused where there is no such step or nothing to learn, and to whoever does not publish where editors do.
    """
    published = select(func.count()).where(
        Lesson.course_id == course.id, Lesson.published_at.is_not(None), Lesson.ended_at.is_(None)
    )
    count = session().execute(published.select_from(Lesson)).scalar_one()
    facts = {"is_handed_in": course.handed_in_at is not None, "publishes": publishes}
    reached = rules.step(course.status, word, published_lessons=count, summary=course.summary, **facts)
    if isinstance(reached, Refusal):
        raise Refused(reached)
    if word == "take_back" and not takes_back(current().person, _teachers_of(course)):
        raise Refused(WORDS_WANTED)
    if reached is CourseStatus.PUBLISHED:
        course.published_at = course.published_at or at
        cards.order(KIND, course.slug)
    if reached is CourseStatus.RETIRED:
        cards.forget(the_club().slug, KIND, course.id)
    course.status, course.handed_in_at, course.remark = reached, at if word == "hand_in" else None, ""
    course.version += 1
    audit.record(EVENTS[word], course.ref)
    tell_of_step(course, AS_OF_TEXTS.get(word, ""), kind="courses", writers=_teachers_of(course))
    return reached


def give_back(course: Course, remark: str) -> None:
    """Give a course that was handed in back to whoever teaches it, with words on what to change."""
    if course.handed_in_at is None:
        raise Refused(NOT_HANDED_IN)
    course.handed_in_at, course.remark = None, remark
    course.version += 1
    audit.record(Did.COURSE_GIVEN_BACK, course.ref)
    tell_given_back(course, kind="courses", writers=_teachers_of(course))


def _teachers_of(course: Course) -> set[int | None]:
    return set(session().scalars(select(CourseInstructor.person_id).where(CourseInstructor.course_id == course.id)))


def name(course: Course, person: Person, charge: Charge, *, at: datetime) -> None:
    """Let somebody teach a course in a charge, a new one or another than so far, and tell them.

    Refused to the last who leads it.
    """
    held = _instructor(course, person)
    if held is not None and held.charge is charge:
        return
    if held is not None and held.charge is Charge.LEAD:
        _keep_a_lead(course, but=held)
    if held is None:
        session().add(CourseInstructor(course_id=course.id, person_id=person.id, charge=charge, since_at=at))
    else:
        held.charge = charge
    audit.record(Did.COURSE_INSTRUCTOR_NAMED, course.ref, instructor=person.ref, charge=charge.value)
    if person.id != current().person:
        tell_teacher(person, TeacherNamed, course, link=absolute("courses.teaching"), charge=CHARGES[charge])


def let_go(course: Course, person: Person) -> None:
    """Take somebody off a course. Refused to the last who leads it."""
    held = _instructor(course, person)
    if held is None:
        return
    if held.charge is Charge.LEAD:
        _keep_a_lead(course, but=held)
    session().delete(held)
    audit.record(Did.COURSE_INSTRUCTOR_LEFT, course.ref, instructor=person.ref)


def _instructor(course: Course, person: Person) -> CourseInstructor | None:
    one = select(CourseInstructor).where(
        CourseInstructor.course_id == course.id, CourseInstructor.person_id == person.id
    )
    found: CourseInstructor | None = session().execute(one).scalar_one_or_none()
    return found


def _keep_a_lead(course: Course, *, but: CourseInstructor) -> None:
    others = select(CourseInstructor.id).where(
        CourseInstructor.course_id == course.id,
        CourseInstructor.charge == Charge.LEAD,
        CourseInstructor.id != but.id,
    )
    if session().scalars(others).first() is None:
        raise Refused(rules.LAST_LEAD)


def to_write(slug: str) -> Course | None:
    """A course by its address, to be changed; locked until this commit ends, so that two never order it at once."""
    # Its key stays, so that whoever writes of it in another row does not wait for this one.
    one: Any = select(Course).where(Course.slug == slug).with_for_update(key_share=True)
    found: Course | None = session().execute(one).scalar_one_or_none()
    return found
