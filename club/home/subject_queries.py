"""What the rows of every slice are called that the club's book tells of, read by one statement."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import String, bindparam, literal, select, union_all

from club.applications.case_queries import own_firms
from club.applications.models import Application, Evidence, Question, Recusal
from club.applications.queries import KEPT_AWAY
from club.banks.models import ClubQuestion
from club.classes.models import ClassSession, Registration
from club.clubs.models import ClubInvitation, RoleInClub, Section
from club.clubs.subjects import answers
from club.core.db import read
from club.core.i18n import pick
from club.core.walls import reads
from club.courses.models import Course, CourseModule, Lesson
from club.courses.qualification_models import Qualification
from club.dues.models import Invoice
from club.firms.models import Firm
from club.library.models import Template
from club.news.models import Article
from club.people.models import Person
from club.talks.models import Talk

_refs: Any = bindparam("refs", expanding=True, type_=String)


def _named(ref: Any, english: Any, chinese: Any = None, *, sort: str = "") -> Any:
    both = (english.label("en"), (literal("") if chinese is None else chinese).label("zh"))
    return select(literal(sort).label("sort"), ref.label("ref"), *both).where(ref.in_(_refs))


def _of_application(model: Any) -> Any:
    of = _named(model.ref, Application.legal_name)
    return of.join(Application, Application.id == model.application_id).where(~KEPT_AWAY)


_CALLED = reads(
    union_all(
        _named(Application.ref, Application.legal_name).where(~KEPT_AWAY),
        *map(_of_application, (Evidence, Question, Recusal)),
        _named(Invoice.ref, Invoice.number + " · " + Invoice.debtor),
        _named(Firm.slug, Firm.name, sort="firm"),
        *(_named(model.ref, model.title) for model in (Talk, Article, Course, CourseModule, Lesson, ClassSession)),
        _named(Registration.ref, ClassSession.title).join(ClassSession, ClassSession.id == Registration.class_id),
        _named(ClubQuestion.ref, ClubQuestion.text),
        _named(ClubInvitation.ref, ClubInvitation.name),
        _named(Person.ref, RoleInClub.name).join(RoleInClub, RoleInClub.person_id == Person.id),
        _named(Qualification.ref, Qualification.name_en, Qualification.name_zh),
        _named(Section.slug, Section.name_en, Section.name_zh, sort="section"),
        _named(Template.slug, Template.title_en, Template.title_zh, sort="template"),
    )
)


@answers
def _called(refs: Collection[str]) -> Mapping[tuple[str, str], str]:
    rows = read(_CALLED, refs=sorted(refs), **own_firms())
    return {(row.sort, row.ref): name for row in rows if (name := pick(row.en, row.zh))}
