"""What an applicant sent goes when the notice says so, and nothing else goes."""

import re
from datetime import timedelta
from importlib.resources import files

import pytest
from sqlalchemy import func, select

from club import clubs
from club.applications import actions, keeping_actions
from club.applications.keeping_rules import FILES_KEPT, REST_KEPT, kept_until
from club.applications.models import Application, ApplicationStatus, Choice, Decision, Evidence, Question, Recusal, Vote
from club.cards.actions import NEVER_A_YEAR
from club.core import clock
from club.core.audit import ClubEvent, Did
from club.core.db import session
from club.core.jobs import finish_all
from club.core.messages import Message, Recipient, send
from club.core.outbox import Job
from club.core.refs import new_ref
from club.policy import ClubRole
from tests.makers import a_club, a_person, a_role, as_desk, saved, sign_in
from tests.makers.applications import a_recusal, an_application, some_evidence, with_board

SECRETS = ("Stone Ferry", "Hangzhou", "pots and pans", "owner@stoneferry.example", "8,800", "whispered")
WEEK = timedelta(days=7)


@pytest.fixture
def club(app):
    return a_club("crown")


@pytest.fixture
def now(app):
    return clock.now()


def ended(club, status=ApplicationStatus.DECLINED, *, at, **facts):
    """An application that ended some time ago, with two papers in the store and their bytes."""
    given = {"legal_name": "Stone Ferry", "categories": "pots and pans", "contact_email": "owner@stoneferry.example"}
    is_withdrawn = status is ApplicationStatus.WITHDRAWN
    made = with_board(club, **{**given, "status": status, "withdrawn_at": at if is_withdrawn else None, **facts})
    if not is_withdrawn:
        admitted = status is ApplicationStatus.APPROVED
        with as_desk(club):
            reason = "whispered"
            saved(Decision(application_id=made.id, is_admitted=admitted, reason=reason, decided_at=at))
    return made


def papers_of(app, club, application, many=2):
    store = app.extensions["files"]
    keys = [store.keep(b"a bank statement", club=club.slug, today=clock.now().date()) for _ in range(many)]
    for key in keys:
        some_evidence(club, application, key)
    return keys


def let_go(app, at):
    with clock.telling_of(at):
        app.extensions["jobs"].sweep()
        finish_all()


def at_desk(club, kind, **where):
    with as_desk(club):
        return list(session().scalars(select(kind).filter_by(**where)))


def events(club, did):
    return [row.facts for row in at_desk(club, ClubEvent, did=did.value)]


def on_disk(app):
    """What lies in the store, but for the card of a front page, which the same sweep has drawn."""
    folder = app.extensions["settings"].instance / "files"
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and path.parent.name != NEVER_A_YEAR)


@pytest.mark.parametrize(("lang", "files_words", "year_words"), [
    ("en", r"files are deleted after (\d+) days, the rest after one year", "one year"),
    ("zh", r"文件 (\d+) 天后删除，其余一年后删除", "一年"),
])  # fmt: skip
def test_the_notice_says_the_times_of_the_rule(lang, files_words, year_words):
    notice = files(clubs).joinpath("texts", f"applicants.{lang}.md").read_text(encoding="utf-8")
    found = re.search(files_words, notice)
    assert found is not None, "the notice names other times than keeping_rules.py, or in other words than this test"
    assert timedelta(days=int(found[1])) == FILES_KEPT
    assert year_words in found[0]
    assert timedelta(days=365) == REST_KEPT


def test_a_case_is_kept_from_its_end(now):
    assert kept_until(now) == (now + timedelta(days=30), now + timedelta(days=365))


@pytest.mark.slow
@pytest.mark.parametrize("status", [ApplicationStatus.DECLINED, ApplicationStatus.WITHDRAWN])
def test_files_go_with_their_bytes_after_thirty_days_and_not_before(app, club, now, status):
    application = ended(club, status, at=now)
    keys = papers_of(app, club, application)
    let_go(app, now + timedelta(days=29))
    assert len(at_desk(club, Evidence)) == len(on_disk(app)) == 2
    let_go(app, now + timedelta(days=30, minutes=1))
    assert at_desk(club, Evidence) == []
    assert on_disk(app) == []
    assert not any(app.extensions["files"].has(key) for key in keys)
    assert events(club, Did.EVIDENCE_DELETED) == [{"files": 2}]
    (row,) = at_desk(club, Application)
    assert (row.legal_name, row.erased_at) == ("Stone Ferry", None)
    let_go(app, now + timedelta(days=31, minutes=1))
    assert len(events(club, Did.EVIDENCE_DELETED)) == 1


@pytest.mark.slow
def test_bytes_whose_name_was_never_settled_go_too(app, club, now):
    application = ended(club, at=now)
    store = app.extensions["files"]
    key = store.keep(b"a bank statement", club=club.slug, today=now.date(), is_pending=True)
    some_evidence(club, application, key.removeprefix("pending/"))
    let_go(app, now + FILES_KEPT)
    assert on_disk(app) == []


@pytest.mark.slow
@pytest.mark.parametrize("status", [
    ApplicationStatus.RECEIVED,
    ApplicationStatus.WITH_BOARD,
    ApplicationStatus.QUESTION_OPEN,
    ApplicationStatus.APPROVED,
])  # fmt: skip
def test_a_case_that_is_open_or_admitted_keeps_everything(app, club, now, status):
    made = ended(club, status, at=now) if status is ApplicationStatus.APPROVED else with_board(club, status=status)
    papers_of(app, club, made)
    let_go(app, now + 4 * REST_KEPT)
    assert len(on_disk(app)) == 2
    (row,) = at_desk(club, Application)
    assert row.legal_name
    assert row.erased_at is None


@pytest.mark.slow
def test_after_a_year_a_tombstone_is_left(app, club, now):
    application = ended(club, at=now, link_wanted_at=now)
    papers_of(app, club, application)
    member, former = a_person("member@board.example"), a_person("former@board.example")
    a_role(club, member, ClubRole.BOARD_MEMBER)
    a_recusal(club, application, "whispered")
    with as_desk(club):
        facts = {"application_id": application.id}
        saved(
            Question(
                ref=new_ref(), asked_by_id=member.id, reason="whispered", asked_at=now, answer="whispered", **facts
            )
        )
        saved(Vote(person_id=member.id, choice=Choice.NO, reason="whispered", cast_at=now, **facts))
        saved(ClubEvent(did=Did.ROLE_TAKEN.value, row=former.ref, facts={}, at=now, address="", request=""))
        token = actions.status_token(application)
        told = keeping_actions.VoteWanted(
            club_name="Crown", link=f"/{application.ref}/vote", firm_name="Stone Ferry", is_answered=False
        )
        send(told, Recipient(lang="en", person_id=member.id))
        send(told, Recipient(lang="en", person_id=former.id))
        send(told, Recipient(lang="en", subject_ref=application.ref))
    let_go(app, now + REST_KEPT - WEEK)
    assert at_desk(club, Application)[0].legal_name == "Stone Ferry"
    let_go(app, now + REST_KEPT)
    (row,) = at_desk(club, Application)
    assert (row.status, row.received_at) == (ApplicationStatus.DECLINED, application.received_at)
    assert row.erased_at == row.files_deleted_at or row.files_deleted_at < row.erased_at
    left = repr([vars(one) for kind in (Application, Question, Vote, Decision) for one in at_desk(club, kind)])
    assert [secret for secret in (*SECRETS, application.credit_code, "8800000000") if secret in left] == []
    assert at_desk(club, Recusal) == at_desk(club, Evidence) == on_disk(app) == []
    for person in (None, member.id, former.id):
        with as_desk(club, person=person):
            assert session().scalar(select(func.count()).select_from(Message)) == 0
    assert events(club, Did.APPLICATION_ERASED) == [{}]
    assert app.test_client().get(f"/crown/apply/{token}").status_code == 404


def test_erased_again_it_stays_as_it_is(app, club, now):
    application = ended(club, at=now)
    let_go(app, now + REST_KEPT)
    (first,) = at_desk(club, Application)
    with as_desk(club), clock.telling_of(now + 2 * REST_KEPT):
        keeping_actions.erase(actions.load(application.ref), at=clock.now())
    (second,) = at_desk(club, Application)
    assert (first.erased_at, first.version) == (second.erased_at, second.version)
    assert len(events(club, Did.APPLICATION_ERASED)) == 1


@pytest.mark.slow
def test_many_cases_go_in_parts_on_the_same_day(app, club, now, monkeypatch):
    monkeypatch.setattr(keeping_actions, "AT_ONCE", 2)
    for _ in range(5):
        papers_of(app, club, ended(club, at=now), many=1)
    let_go(app, now + FILES_KEPT)
    assert on_disk(app) == []
    with as_desk(club):
        jobs = select(func.count()).select_from(Job).where(Job.name == "applications.let_go")
        assert session().scalar(jobs) == 3


@pytest.mark.slow
def test_a_case_of_another_club_is_let_go_by_its_own_club(app, club, now):
    other = a_club("harbour")
    ours, theirs = ended(club, at=now), ended(other, at=now + WEEK)
    papers_of(app, club, ours)
    kept = papers_of(app, other, theirs)
    let_go(app, now + FILES_KEPT)
    assert on_disk(app) == sorted(key.rsplit("/", 1)[1] for key in kept)


@pytest.mark.slow
def test_the_desk_says_when_a_case_goes_and_that_it_went(app, client, club, now):
    secretary = a_person("secretary@crown.example")
    a_role(club, secretary, ClubRole.SECRETARY)
    application = ended(club, at=now)
    papers_of(app, club, application)
    sign_in(client, secretary)
    page = f"/crown/applications/{application.ref}"
    assert "The files are deleted on " in client.get(page).text
    let_go(app, now + FILES_KEPT)
    after = client.get(page).text
    assert "The files were deleted on " in after
    assert "Everything that tells whose it was is erased on " in after
    let_go(app, now + REST_KEPT)
    erased, queue = client.get(page), client.get("/crown/applications?waits=decided")
    assert "Erased application" in erased.text
    assert "Nothing is left to do." in erased.text
    assert "New status link" not in erased.text
    assert "Erased application" in queue.text
    assert [one for one in SECRETS if one in erased.text + queue.text] == []


@pytest.mark.slow
def test_a_board_member_sees_a_tombstone(app, client, club, now):
    member = a_person("member@board.example")
    a_role(club, member, ClubRole.BOARD_MEMBER)
    application = ended(club, at=now)
    let_go(app, now + REST_KEPT)
    sign_in(client, member)
    page = client.get(f"/crown/applications/{application.ref}/vote")
    assert page.status_code == 200
    assert "Erased application" in page.text


@pytest.mark.slow
def test_nothing_more_is_done_with_an_erased_case(app, client, club, now):
    secretary = a_person("secretary@crown.example")
    a_role(club, secretary, ClubRole.SECRETARY)
    application = ended(club, at=now)
    let_go(app, now + REST_KEPT)
    sign_in(client, secretary)
    page = f"/crown/applications/{application.ref}"
    assert client.submit(page, to=f"{page}/link").status_code == 422
    explained = client.submit(page, {"explain-reason": "Because."}, to=f"{page}/reason")
    assert explained.status_code == 422
    assert at_desk(club, Decision)[0].reason == ""


@pytest.mark.slow
def test_the_applicant_reads_that_the_files_are_deleted(app, client, club, now):
    application = ended(club, at=now)
    papers_of(app, club, application)
    with as_desk(club):
        token = actions.status_token(application)
    let_go(app, now + FILES_KEPT)
    assert "Your files were deleted on " in client.get(f"/crown/apply/{token}").text


@pytest.mark.slow
def test_an_erased_firm_may_apply_again_unrecognised(app, club, now):
    application = ended(club, at=now)
    let_go(app, now + REST_KEPT)
    again = an_application(club, credit_code=application.credit_code)
    with as_desk(club):
        same = select(Application.ref).where(Application.credit_code == application.credit_code)
        assert list(session().scalars(same)) == [again.ref]
