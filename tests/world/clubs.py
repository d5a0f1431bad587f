"""What a club has: its texts, notices, plan, library, and applications in every state."""

from typing import Any

from flask import current_app
from sqlalchemy import select

from club.applications.models import (
    Application,
    ApplicationStatus,
    Choice,
    Decision,
    Evidence,
    Question,
    Recusal,
    RefusedCode,
    Vote,
)
from club.classes.material_models import ClassMaterial
from club.classes.models import ClassFeedback, ClassStatus, Standing
from club.classes.picture_models import ClassPicture
from club.clubs.models import Club, NoticeKind
from club.core import clock, links
from club.core.audit import Did, record
from club.core.db import session
from club.core.files import FileStore
from club.core.forms import Submission
from club.core.mail import Letter, deliver
from club.core.media import MediaType
from club.core.messages import Message
from club.core.outbox import Job
from club.core.refs import new_ref
from club.core.unsaved import KeptText
from club.courses.homework_models import ClassHomework
from club.courses.models import Course, Lesson
from club.courses.qualification_models import Qualification, QualificationNeed
from club.dues.models import ProviderEvent
from club.news.picture_models import ArticlePicture
from club.people import staff_actions as staff
from club.people.models import Person
from club.policy import ClubRole
from club.talks.author_models import CoAuthor
from club.talks.media_models import Media
from club.talks.models import Correction, Outcome, Publication, SpeakerAnswer, Talk, Visibility
from club.talks.picture_models import TalkPicture
from club.talks.slide_models import Slide, SlideDeck
from club.talks.version_models import TextVersion
from tests.makers import (
    a_class,
    a_club,
    a_note,
    a_notice,
    a_person,
    a_plan,
    a_registration,
    a_section,
    a_talk,
    an_article,
    as_desk,
    saved,
)
from tests.makers.applications import an_application
from tests.world.shelving import fill_library, offer_a_clause
from tests.world.teaching import courses_of
from tests.world.tenants import Tenant

PDF = b"%PDF-1.4\n%%EOF\n"


def fill_club(slug: str) -> Tenant:
    """A club with something of everything that a club owns."""
    club = a_club(
        slug, bank_details=f"Bank of {slug}", telephone="0571 0000", chat_address=f"https://chat.example/{slug}"
    )
    tenant = Tenant(club)
    for kind in NoticeKind:
        for number in (1, 2):
            tenant.note("notice", a_notice(club, kind, number))
    tenant.note("plan", a_plan(club))
    _texts(tenant)
    _classes(tenant)
    _mail(tenant)
    fill_library(tenant)
    offer_a_clause(tenant)
    _applications(tenant)
    _invitation(tenant)
    tenant.values |= {"club": slug, "dead_job": _dead_job(club)}
    with as_desk(club):
        saved(RefusedCode(code_hash="0" * 64, reason="below", refused_at=clock.now(), forget_at=clock.now()))
        saved(ProviderEvent(event=f"evt_{slug}", kind="checkout.session.completed", received_at=clock.now()))
        saved(Submission(key=f"submission-{slug}", location="/talks", accepted_at=clock.now()))
        record(Did.CLUB_CHANGED, club.slug)
    return tenant


def _dead_job(club: Club) -> str:
    """A job that was given up."""
    at = clock.now()
    with as_desk(club):
        job = saved(
            Job(
                key=f"dead:{club.slug}",
                name="library.offer_starters",
                values={},
                club_id=club.id,
                as_staff=True,
                ordered_at=at,
                due_at=at,
                tries=5,
                dead_at=at,
                error="TimeoutError: the disk was full",
            )
        )
    return str(job.id)


def _texts(tenant: Tenant) -> None:
    club = tenant.club
    above = a_section(club, f"information-{club.slug}", "Information")
    below = a_section(club, f"practice-{club.slug}", "Practice", parent=above)
    author = tenant.people["author"] = a_person(f"author@{club.slug}.example")
    for status in Publication:
        facts: dict[str, Any] = {"status": status, "section_id": below.id, "author_id": author.id}
        spoken = {"transcript": f"Words of {club.slug}.", "speaker_id": author.id}
        tenant.note("talk", talk := a_talk(club, topics=["stock"], **spoken, **facts))
        tenant.note("article", article := an_article(club, **facts))
        tenant.values |= {f"talk.{status}": talk.ref, f"article.{status}": article.ref}
    a_note(talk, club, text=f"Note to {club.slug}.")
    tenant.note("talk", inside := a_talk(club, visibility=Visibility.MEMBERS, section_id=above.id))
    tenant.values |= {
        "talk": talk.slug,
        "article": article.slug,
        "section": below.slug,
        "members_talk": inside.slug,
    }
    _released(tenant, inside)
    with as_desk(club):
        facts = {"stored_as": f"{club.slug}/26/{'c' * 16}", "name": "a.jpg", "added_at": clock.now()}
        tenant.note("article_picture", saved(picture := ArticlePicture(article_id=article.id, **facts)))
        tenant.values["article_picture"] = picture.ref
        made = links.make("preview", tenant.values["article.draft"], days=30, club_id=club.id)
        tenant.values["article_preview"] = links.token_of(made.ref)
        for text in (talk, article):
            saved(CoAuthor(text_ref=text.ref, person_id=a_person().id, named_at=clock.now()))
    _kept(tenant, talk, article)
    for section in (above, below):
        tenant.note("section", section)
    courses_of(tenant, section_id=below.id)


def _classes(tenant: Tenant) -> None:
    club, author = tenant.club, tenant.people["author"]
    for status in ClassStatus:
        tenant.note("class", a_class(club, status=status, author_id=author.id))
    tenant.note("class", held := a_class(club, in_days=-7))
    tenant.note("class", coming := a_class(club, agenda=f"First\n/talks/{tenant.values['talk']}", series="s" * 16))
    tenant.note("class", later := a_class(club, in_days=14, series="s" * 16))
    tenant.values["class"] = coming.slug
    tenant.values["class_id"] = str(coming.id)
    with as_desk(club):
        lessons = select(Lesson.id).join(Course, Course.id == Lesson.course_id)
        first = session().scalars(lessons.where(Course.slug == tenant.values["course"], Lesson.number == 1)).one()
        kept = {
            "name": "slides.pdf",
            "media_type": "application/pdf",
            "size": 9,
            "stored_as": f"{club.slug}/26/{'m' * 16}",
        }
        file = saved(ClassMaterial(class_id=coming.id, added_at=clock.now(), **kept))
        tenant.note("class_material", file)
        tenant.values["class_material"] = file.ref
        fit = session().scalars(select(Qualification.id)).one()
        saved(QualificationNeed(class_id=later.id, qualification_id=fit))
        tenant.values["homework"] = str(saved(ClassHomework(class_id=coming.id, lesson_id=first)).id)
    for standing in Standing:
        tenant.note("registration", came := a_registration(coming, club, standing))
        tenant.values[f"registration.{standing}"] = came.ref
    with as_desk(club):
        link = links.make("class_place", tenant.values["registration.placed"], days=30, club_id=club.id)
        tenant.values["class_place"] = links.token_of(link.ref)
        kept = {"stored_as": f"{club.slug}/26/{'e' * 16}", "name": "a.jpg", "added_at": clock.now()}
        tenant.note("class_picture", saved(picture := ClassPicture(class_id=coming.id, **kept)))
        tenant.values["class_picture"] = picture.ref
        saved(ClassFeedback(class_id=held.id, rating=5, words="Useful.", given_on=clock.today("UTC")))
    came = a_registration(held, club, attended_at=clock.now())
    with as_desk(club):
        link = links.make("class_certificate", came.ref, days=30, club_id=club.id)
        tenant.values["class_certificate"] = links.token_of(link.ref)


def _kept(tenant: Tenant, talk: Talk, article: Any) -> None:
    """What texts were before, and what their writer typed since."""
    at, author = clock.now(), tenant.people["author"]
    for kind, text in (("talks", talk), ("news", article)):
        with as_desk(tenant.club):
            facts = {"title": f"Before, at {tenant.club.slug}"}
            saved(TextVersion(text_ref=text.ref, number=1, facts=facts, by_id=author.id, kept_at=at))
        with as_desk(tenant.club, author.id):
            typed = {"title": f"Typed at {tenant.club.slug}"}
            saved(KeptText(person_id=author.id, kind=kind, text_ref=text.ref, typed=typed, stamp="s" * 16, kept_at=at))


def _released(tenant: Tenant, talk: Talk) -> None:
    """A talk that its speaker released and that was corrected, with the speaker’s link."""
    at = clock.now()
    with as_desk(tenant.club):
        answer = {"outcome": Outcome.RELEASED, "digest": "0" * 64, "name": "Demo Speaker", "answered_at": at}
        tenant.note("speaker_answer", saved(SpeakerAnswer(talk_id=talk.id, **answer)))
        picture = TalkPicture(talk_id=talk.id, stored_as=f"{tenant.club.slug}/26/{'a' * 16}", name="a.jpg", added_at=at)
        tenant.note("talk_picture", saved(picture))
        tenant.values["talk_picture"] = picture.ref
        tenant.values["slides"] = _slides(tenant, talk)
        _media(tenant, talk)
        saved(Correction(text_ref=talk.ref, note=f"Put right by {tenant.club.slug}.", corrected_on=at.date()))
        made = links.make("release", talk.ref, days=30, club_id=tenant.club.id)
        tenant.values["release"] = links.token_of(made.ref)
        made = links.make("preview", talk.ref, days=30, club_id=tenant.club.id)
        tenant.values["preview"] = links.token_of(made.ref)


def _slides(tenant: Tenant, talk: Talk) -> str:
    """A page of slides that readers see."""
    at, key = clock.now(), f"{tenant.club.slug}/26/{'b' * 16}"
    facts = {"name": f"{tenant.club.slug}.pdf", "size": 1, "is_offered": True, "pages": 1, "drawn": 1}
    deck = saved(SlideDeck(talk_id=talk.id, stored_as=key, added_at=at, done_at=at, **facts))
    words = f"Slides of {tenant.club.slug}"
    saved(Slide(deck_id=deck.id, number=1, stored_as=key, width=1600, height=900, words=words))
    session().get_one(Talk, talk.id).slides_ref = deck.ref
    return str(deck.ref)


def _media(tenant: Tenant, talk: Talk) -> None:
    """A recording that readers play, and what has come of another one."""
    at, club = clock.now(), tenant.club.slug
    facts = {"name": f"{club}.mp4", "kind": MediaType.MP4, "size": 2, "part_size": 1, "touched_at": at}
    whose = {"talk_id": talk.id, "added_by_id": tenant.people["author"].id, "stored_as": f"{club}/26/{'c' * 16}"}
    for name, done_at in (("media", at), ("media.coming", None)):
        tenant.values[name] = saved(Media(**whose, **facts, received=2 if done_at else 1, done_at=done_at)).ref
    session().get_one(Talk, talk.id).media_ref = tenant.values["media"]


def _invitation(tenant: Tenant) -> None:
    newcomer = a_person()
    with as_desk(tenant.club):
        invitation = staff.invite(
            roles=[ClubRole.EDITOR], name=f"Coming to {tenant.club.slug}", by=None, at=clock.now()
        )
        tenant.note("club_invitation", invitation)
        tenant.values["club_invitation"] = invitation.ref
        opened = staff.invite(roles=[ClubRole.EDITOR], name=f"Waiting at {tenant.club.slug}", by=None, at=clock.now())
        opened.came_id, opened.came_at = newcomer.id, clock.now()
        tenant.note("club_invitation", opened)
        tenant.values["club_invitation.waiting"] = opened.ref


def _mail(tenant: Tenant) -> None:
    """What development shows at /dev/mail; it belongs to the installation."""
    deliver(Letter("mailmailmailmail", "a@people.example", "Subject", "Text", "<p>Text</p>", "en"))
    tenant.values["mail"] = "mailmailmailmail"


def _applications(tenant: Tenant) -> None:
    club = tenant.club
    notice, at = a_notice(club, NoticeKind.APPLICANTS, 3), clock.now()
    asker = tenant.people["asker"] = a_person(f"asker@{club.slug}.example")
    verified = {"verified_minor": 88_000_000_00, "verified_at": at}
    applications = [
        an_application(club, notice, status=status, **({} if status is ApplicationStatus.RECEIVED else verified))
        for status in ApplicationStatus
    ]
    with as_desk(club):
        for application in applications:
            status = application.status
            tenant.note("application", application)
            _papers(tenant, application, asker)
            link = links.make("status", application.ref, days=30, club_id=club.id)
            tenant.values |= {
                f"application.{status}": application.ref,
                f"status.{status}": links.token_of(link.ref),
            }
        saved(
            Message(
                event="dues/owes",
                subject_ref=application.ref,
                lang="en",
                subject=f"Case of {club.slug}",
                body_text="Text",
                body_html="<p>Text</p>",
                written_at=clock.now(),
            )
        )


def _files() -> FileStore:
    return FileStore(current_app.extensions["settings"].files_url)


def _papers(tenant: Tenant, application: Application, asker: Person) -> None:
    at, about = clock.now(), {"application_id": application.id}
    evidence = saved(
        Evidence(
            ref=new_ref(),
            stored_as=_files().keep(PDF, club=tenant.club.slug, today=at.date()),
            name="statement.pdf",
            media_type="application/pdf",
            size=len(PDF),
            received_at=at,
            **about,
        )
    )
    is_open = application.status is ApplicationStatus.QUESTION_OPEN
    question = saved(
        Question(
            ref=new_ref(),
            asked_by_id=asker.id,
            reason="Which shops are counted?",
            asked_at=at,
            answer="" if is_open else "Both.",
            answered_at=None if is_open else at,
            **about,
        )
    )
    recusal = saved(Recusal(words="The wholesalers", named_at=at, settled_at=at, **about))
    saved(Vote(person_id=asker.id, choice=Choice.YES, reason="Sound.", cast_at=at, **about))
    if application.status in {ApplicationStatus.APPROVED, ApplicationStatus.DECLINED}:
        admitted = application.status is ApplicationStatus.APPROVED
        saved(Decision(is_admitted=admitted, reason="Voted.", decided_at=at, **about))
    tenant.note("evidence", evidence)
    tenant.note("question", question)
    tenant.note("recusal", recusal)
    tenant.values |= {f"evidence.{application.status}": evidence.ref, f"question.{application.status}": question.ref}
    tenant.values[f"recusal.{application.status}"] = recusal.ref
