"""What is found in a club: one entry of `KINDS` for each kind of text. A new kind is registered here, and only here."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import exists, func, or_, select, true

from club.classes.models import Audience, ClassSession, ClassStatus
from club.clubs.models import Club, Notice
from club.clubs.views import NOTICE_TITLES, shown_to_all
from club.core.db import session
from club.core.i18n import speaking
from club.core.markdown import without_marks
from club.core.scope import current
from club.core.text import N_
from club.courses.learning_models import CourseNeed, LessonNeed
from club.courses.models import Course, CourseStatus, Lesson
from club.courses.qualification_models import CourseQualification, Part
from club.documents.body import LANGUAGES
from club.documents.kinds import kind_of
from club.documents.languages import for_reading, texts
from club.library.models import Template, TemplateRevision
from club.library.pads import body_of, newest_of
from club.news.models import Article
from club.talks.models import Publication, Talk, Visibility
from club.talks.slide_models import Slide, SlideDeck


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What is found of a row in one language; `topics` are searched like the title and not shown, `within` is shown
    like `by` and not searched.
    """

    lang: str
    title: str
    text: str
    is_public: bool
    day: date | None
    by: str = ""
    within: str = ""
    topics: tuple[str, ...] = ()
    section_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of text: its rows, what is found of one as it is now (nothing of a draft), and where it is read.

    `parts` are models whose rows are part of such a row, and how that is found from them; `also` tells which other
    rows, of this kind or another, are found or not with this one; `kept_back` are those of some rows whose text not
    everybody may read who may read their title, and which are found by that alone; `counters` are columns that change
    often and that nobody searches by; `among` tells the rows of the club in scope where the walls do not.
    """

    name: str
    label: str
    model: Any
    findings: Callable[[Any], Iterator[Finding]]
    address: Callable[[str, str], str]
    is_for_members: bool = False
    parts: Mapping[Any, Callable[[Any], Any]] = field(default_factory=dict)
    also: Callable[[Any], Iterable[Any]] = lambda _row: ()
    kept_back: Callable[[Collection[Any]], Collection[Any]] = lambda _rows: ()
    counters: frozenset[str] = frozenset()
    among: Callable[[], Any] = true
    slug: Callable[[Any], str] = attrgetter("slug")


def _talk(talk: Talk) -> Iterator[Finding]:
    if talk.status is Publication.PUBLISHED:
        yield Finding(
            lang=talk.lang,
            title=talk.title,
            by=" · ".join(filter(None, (talk.speaker, talk.firm_name))),
            topics=tuple(talk.topics),
            text="\n".join((talk.summary, without_marks(talk.transcript_html), *_slide_words(talk))),
            is_public=talk.visibility is Visibility.PUBLIC,
            day=talk.held_on,
            section_id=talk.section_id,
        )


def _slide_words(talk: Talk) -> Iterable[str]:
    """The words on the slides that readers of a talk see."""
    if talk.slides_ref is None:
        return ()
    shown = select(Slide.words).join(SlideDeck, SlideDeck.id == Slide.deck_id).where(SlideDeck.ref == talk.slides_ref)
    return session().scalars(shown.order_by(Slide.number))


def _article(article: Article) -> Iterator[Finding]:
    if article.status is Publication.PUBLISHED:
        yield Finding(
            lang=article.lang,
            title=article.title,
            text=f"{article.summary}\n{without_marks(article.body_html)}",
            is_public=True,
            day=article.published_at.date() if article.published_at else None,
            section_id=article.section_id,
        )


def _class(session: ClassSession) -> Iterator[Finding]:
    if session.status is ClassStatus.PUBLISHED:
        yield Finding(
            lang=session.lang,
            title=session.title,
            by=" · ".join(filter(None, (session.host, session.place))),
            text=f"{session.summary}\n{without_marks(session.description_html)}\n{session.agenda}",
            is_public=session.audience is Audience.PUBLIC,
            day=session.day,
        )


def _course(course: Course) -> Iterator[Finding]:
    if course.status is CourseStatus.PUBLISHED:
        yield Finding(
            lang=course.lang,
            title=course.title,
            topics=tuple(course.topics),
            text=f"{course.summary}\n{without_marks(course.description_html)}",
            is_public=course.visibility is Visibility.PUBLIC,
            day=course.published_at.date() if course.published_at else None,
            section_id=course.section_id,
        )


def _lesson(lesson: Lesson) -> Iterator[Finding]:
    course = session().get_one(Course, lesson.course_id)
    if course.status is CourseStatus.PUBLISHED and lesson.published_at is not None:
        yield Finding(
            lang=course.lang,
            title=lesson.title,
            within=course.title,
            text=without_marks(lesson.words_html),
            is_public=False,
            day=lesson.published_at.date(),
            section_id=course.section_id,
        )


def _may_be_locked(lessons: Collection[Lesson]) -> Collection[Lesson]:
    """Lessons for which something may be missing: a piece of their text would tell it to whoever lacks that."""
    asks = or_(
        exists().where(LessonNeed.lesson_id == Lesson.id),
        exists().where(CourseNeed.course_id == Lesson.course_id),
        exists().where(CourseQualification.course_id == Lesson.course_id, CourseQualification.part == Part.NEEDED),
    )
    asking = set(session().scalars(select(Lesson.id).where(Lesson.id.in_([one.id for one in lessons]), asks)))
    return [one for one in lessons if one.id in asking]


def _course_of(row: CourseNeed | CourseQualification) -> Course:
    return session().get_one(Course, row.course_id)


def _to_lesson(slug: str, _lang: str) -> str:
    course, _, number = slug.partition("/")
    return url_for("courses.lesson", slug=course, number=int(number))


def _lessons_of(course: Course) -> Iterable[Lesson]:
    return session().scalars(select(Lesson).where(Lesson.course_id == course.id, Lesson.published_at.is_not(None)))


def _template(template: Template) -> Iterator[Finding]:
    revision, kind = newest_of(template), kind_of(template.kind)
    if revision is None or template.hidden_at is not None or kind.is_secret:
        return
    body = body_of(template, revision)
    for lang in LANGUAGES:
        read = texts(for_reading(body, lang))
        said = dict.fromkeys(str(text) for path, text in read if text and not path.startswith("blanks"))
        yield Finding(
            lang=lang,
            title=getattr(template, f"title_{lang}") or template.title_en or template.title_zh,
            text="\n".join(said),
            is_public=False,
            day=revision.published_at.date(),
        )


def _notice(notice: Notice) -> Iterator[Finding]:
    newest = session().scalar(select(func.max(Notice.number)).where(Notice.kind == notice.kind))
    for lang in LANGUAGES if notice.number == newest else ():
        with speaking(lang):
            yield Finding(
                lang=lang,
                title=gettext(
                    "%(label)s: %(words)s", label=gettext("Privacy notice"), words=gettext(NOTICE_TITLES[notice.kind])
                ),
                text=without_marks(shown_to_all(notice)),
                is_public=True,
                day=notice.in_force_at.date(),
            )


def _club(club: Club) -> Iterator[Finding]:
    for lang in LANGUAGES if club.id == current().club else ():
        said = [getattr(club, f"{name}_{lang}") for name in ("opening", "about", "place", "hours")]
        if any(said[:2]):
            yield Finding(
                lang=lang,
                title=club.name_in(lang),
                text="\n".join(filter(None, [*said, club.telephone])),
                is_public=True,
                day=None,
            )


KINDS = (
    Kind(
        name="talk",
        label=N_("Talks"),
        model=Talk,
        findings=_talk,
        address=lambda slug, _lang: url_for("talks.show", slug=slug),
    ),
    Kind(
        name="article",
        label=N_("News"),
        model=Article,
        findings=_article,
        address=lambda slug, _lang: url_for("news.show", slug=slug),
    ),
    Kind(
        name="class",
        label=N_("Classes"),
        model=ClassSession,
        findings=_class,
        address=lambda slug, _lang: url_for("classes.show", slug=slug),
        counters=frozenset({"taken", "waiting", "applied", "arrived", "version"}),
    ),
    Kind(
        name="course",
        label=N_("Courses"),
        model=Course,
        findings=_course,
        address=lambda slug, _lang: url_for("courses.show", slug=slug),
        parts={CourseNeed: _course_of, CourseQualification: _course_of},
        also=_lessons_of,
        counters=frozenset({"version", "handed_in_at"}),
    ),
    Kind(
        name="lesson",
        label=N_("Lessons"),
        model=Lesson,
        findings=_lesson,
        address=_to_lesson,
        parts={LessonNeed: lambda need: session().get_one(Lesson, need.lesson_id)},
        kept_back=_may_be_locked,
        is_for_members=True,
        counters=frozenset({"position", "module_id", "version"}),
        slug=lambda lesson: f"{session().get_one(Course, lesson.course_id).slug}/{lesson.number}",
    ),
    Kind(
        name="notice",
        label=N_("Privacy notices"),
        model=Notice,
        findings=_notice,
        address=lambda slug, _lang: url_for("clubs.privacy") + f"#{slug}",
        also=lambda notice: session().scalars(select(Notice).where(Notice.kind == notice.kind, Notice.id != notice.id)),
        slug=lambda notice: notice.kind.value,
    ),
    Kind(
        name="club",
        label=N_("About the club"),
        model=Club,
        findings=_club,
        address=lambda _slug, _lang: url_for("home.front"),
        among=lambda: Club.id == current().club,
    ),
    Kind(
        name="template",
        label=N_("Library"),
        model=Template,
        parts={TemplateRevision: lambda revision: session().get(Template, revision.template_id)},
        findings=_template,
        address=lambda slug, lang: url_for("library.show", slug=slug, lang=lang),
        is_for_members=True,
    ),
)
BY_NAME = {kind.name: kind for kind in KINDS}
BY_MODEL = {kind.model: kind for kind in KINDS}
WHOLE_OF = {part: whole for kind in KINDS for part, whole in kind.parts.items()}
