"""Reads of the pictures in courses and lessons."""

from sqlalchemy import and_, bindparam, select

from club.core.walls import reads
from club.courses.models import Course, Lesson
from club.courses.picture_models import CoursePicture, LessonPicture
from club.courses.queries import CHARGE
from club.talks.rules import MOST_PICTURES

OF_COURSE = reads(
    select(CoursePicture.stored_as, CoursePicture.name, Course.status, CHARGE)
    .join(Course, and_(Course.club_id == CoursePicture.club_id, Course.id == CoursePicture.course_id))
    .where(CoursePicture.ref == bindparam("ref"))
)
OF_LESSON = reads(
    select(
        LessonPicture.stored_as,
        LessonPicture.name,
        Course.id.label("course_id"),
        Course.status,
        CHARGE,
        Lesson.id,
        Lesson.published_at,
        Lesson.ended_at,
    )
    .join(Lesson, and_(Lesson.club_id == LessonPicture.club_id, Lesson.id == LessonPicture.lesson_id))
    .join(Course, and_(Course.club_id == Lesson.club_id, Course.id == Lesson.course_id))
    .where(LessonPicture.ref == bindparam("ref"))
)
IN_COURSE = reads(
    select(CoursePicture.ref, CoursePicture.alt)
    .where(CoursePicture.course_id == bindparam("course_id"))
    .order_by(CoursePicture.id)
    .limit(MOST_PICTURES)
)
IN_LESSON = reads(
    select(LessonPicture.ref, LessonPicture.alt)
    .where(LessonPicture.lesson_id == bindparam("lesson_id"))
    .order_by(LessonPicture.id)
    .limit(MOST_PICTURES)
)
