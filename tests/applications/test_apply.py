"""Applying: the form, the check before sending, the refusal at the gate, the link."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from club.applications.limits import ANSWERED_BY_ADDRESS, BY_ADDRESS
from club.applications.models import Application, ApplicationStatus, Evidence, RefusedCode
from club.applications.upload_actions import MOST_FILES, sweep
from club.core import clock
from club.core.audit import ClubEvent, Did
from club.core.db import session
from club.core.jobs import finish_all
from club.core.limits import hit
from club.core.messages import Message
from tests.makers import a_club, a_notice, as_desk
from tests.makers.applications import a_credit_code, a_photo, typed
from tests.questions import answered

APPLY = "/crown/apply"


@pytest.fixture
def club(app):
    made = a_club("crown", telephone="0571 5550 1230")
    a_notice(made)
    return made


def rows(club, model):
    with as_desk(club):
        return list(session().scalars(select(model)))


def send(client, **changed):
    """Fill in, check and send, as somebody does; the answer of the last step."""
    checked = client.submit(APPLY, typed(**changed))
    assert checked.status_code == 200, checked.text
    return client.post(APPLY, data={**hidden_of(checked.text), "step": "send"})


def hidden_of(markup):
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', markup):
        found.setdefault(name, []).append(unescape(value))
    return found


def test_the_form_says_first_who_should_not_apply(client, club):
    page = client.get(APPLY).text
    assert page.index("Please do not apply if") < page.index("Legal name of the firm")
    assert "CNY\xa070,000,000" in page


def test_the_form_has_at_most_fourteen_fields(client, club):
    page = client.get(APPLY).text
    form = page[page.index('<form method="post" action="/crown/apply"') :]
    names = set(re.findall(r'name="([a-z_]+)"', form[: form.index("</form>")]))
    assert len(names - {"csrf_token", "submission_key", "notice", "step"}) == 14


def test_the_notice_is_shown_as_it_was_written(client, app):
    a_notice(a_club("crown"), body_en="**Crown keeps** what you send.\n\n## What we keep\n\n- files")
    page = client.get(APPLY).text
    assert "<strong>Crown keeps</strong> what you send." in page
    assert "What we keep</h2>" in page
    assert "**" not in page


def test_a_club_without_a_notice_cannot_take_applications(client, app):
    a_club("crown")
    assert "Applications are closed" in client.get(APPLY).text
    answer = client.post(APPLY, data=typed())
    assert "Applications are closed" in answer.text


def test_what_was_typed_is_shown_back_in_full_and_nothing_is_saved_yet(client, club):
    page = client.submit(APPLY, typed(turnover="7千2百万")).text
    assert "7千2百万 = 72,000,000 CNY (72 million)" in page
    assert "That is 102.8 % of the gate." in page
    assert rows(club, Application) == []


def test_a_sent_application_leads_to_its_status_page(client, club):
    answer = send(client)
    assert answer.status_code == 303
    assert re.fullmatch(r"/crown/apply/[a-z2-7]{26}", answer.location)
    page = client.get(answer.location).text
    assert "We have your application and check your evidence next." in page
    (application,) = rows(club, Application)
    assert (application.turnover_minor, application.status) == (7_200_000_000, ApplicationStatus.RECEIVED)
    assert application.contact_email == "owner@stoneferry.example"
    (message,) = rows(club, Message)
    assert f"http://127.0.0.1:8000{answer.location}" in message.body_text


def test_the_status_page_needs_no_mail(client, club):
    answer = send(client, contact="138 0013 8000")
    page = client.get(answer.location).text
    assert "<svg" in page
    assert f"http://127.0.0.1:8000{answer.location}" in page
    (message,) = rows(club, Message)
    assert message.mail_to == ""


def test_a_double_click_makes_one_application(client, club):
    checked = client.submit(APPLY, typed())
    fields = {**hidden_of(checked.text), "step": "send"}
    first, second = client.post(APPLY, data=fields), client.post(APPLY, data=fields)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert len(rows(club, Application)) == 1


def test_a_second_tab_with_other_answers_is_asked_which_one_counts(client, club):
    code = a_credit_code()
    first = send(client, credit_code=code, turnover="72m")
    asked = send(client, credit_code=code, turnover="75m")
    assert asked.status_code == 409
    assert "You have already sent an application for this firm" in asked.text
    assert "CNY\xa072,000,000" in asked.text
    assert len(rows(club, Application)) == 1
    instead = client.post(APPLY, data={**hidden_of(asked.text), "step": "instead"})
    assert instead.location != first.location
    states = {row.turnover_minor: row.status for row in rows(club, Application)}
    assert states == {7_200_000_000: ApplicationStatus.WITHDRAWN, 7_500_000_000: ApplicationStatus.RECEIVED}


def test_a_second_tab_with_the_same_answers_leads_to_the_first(client, club):
    code = a_credit_code()
    first = send(client, credit_code=code)
    second = send(client, credit_code=code)
    assert second.location == first.location
    assert len(rows(club, Application)) == 1


@pytest.mark.parametrize(
    ("changed", "label", "old", "new"),
    [
        ({"platforms": ["jd"]}, "Where do you run shops?", "Taobao, Tmall", "JD"),
        ({"own_role": "partner"}, "Your own role in the firm", "Owner or legal representative", "Partner who decides"),
        ({"basis": "tax_declared"}, "Counted how?", "Paid, net of refunds", "As declared for tax"),
        ({"turnover": "75m"}, "Turnover of a year", "CNY\xa072,000,000", "CNY\xa075,000,000"),
    ],
)
def test_a_second_tab_is_compared_answer_by_answer(client, club, changed, label, old, new):
    code = a_credit_code()
    first = send(client, credit_code=code)
    asked = send(client, credit_code=code, **changed)
    assert asked.status_code == 409
    assert re.findall(r'<th scope="row">(.*?)</th><td><del>(.*?)</del></td><td><ins>(.*?)</ins>', asked.text) == [
        (label, old, new)
    ]
    assert f'href="{first.location}"' in asked.text
    assert len(rows(club, Application)) == 1


def test_a_second_tab_with_evidence_of_its_own_is_asked_which_one_counts(client, club):
    code = a_credit_code()
    send(client, credit_code=code)
    fields = typed(credit_code=code, evidence=(a_photo(), "bank.jpg"))
    checked = client.submit(APPLY, fields, content_type="multipart/form-data")
    asked = client.post(APPLY, data={**hidden_of(checked.text), "step": "send"})
    assert asked.status_code == 409
    assert "<del>none; to be shown in a call</del></td><td><ins>bank.jpg</ins>" in asked.text
    client.post(APPLY, data={**hidden_of(asked.text), "step": "instead"})
    assert [one.name for one in rows(club, Evidence)] == ["bank.jpg"]


def test_going_back_after_sending_and_changing_an_answer_asks_which_one_counts(client, club):
    checked = client.submit(APPLY, typed())
    fields = {**hidden_of(checked.text), "step": "send"}
    client.post(APPLY, data=fields)
    asked = client.post(APPLY, data={**fields, "turnover": "9100万"})
    assert asked.status_code == 409
    assert "CNY\xa091,000,000" in asked.text


def test_going_back_after_sending_and_naming_another_firm_makes_a_second_application(client, club):
    checked = client.submit(APPLY, typed())
    fields = {**hidden_of(checked.text), "step": "send"}
    first = client.post(APPLY, data=fields)
    second = client.post(APPLY, data={**fields, "credit_code": a_credit_code(), "legal_name": "Stone Ferry II (demo)"})
    assert second.status_code == 303
    assert second.location != first.location
    assert len(rows(club, Application)) == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"turnover": ""}, "Type the amount"),
        ({"turnover": "0"}, "The amount can’t be zero."),
        ({"turnover": "-5"}, "The amount can’t be below zero."),
        ({"turnover": "1e400"}, "Write the number out in full"),
        ({"turnover": "69,999,999.995"}, "more exact than the smallest coin"),
        ({"currency": "USD"}, "The gate is stated in CNY"),
        ({"currency": "XXX"}, "Not a valid choice"),
        ({"period": "fy-2031"}, "That period isn’t over yet"),
        ({"period": "fy-2019"}, "That period is too long ago."),
        ({"basis": "gmv"}, "doesn’t count turnover on that basis"),
        ({"credit_code": "913301060DEM0001X"}, "A credit code has 18 characters; this one has 17."),
        ({"legal_name": "x" * 5000}, "Please keep it under 200 characters."),
        ({"legal_name": ""}, "Type the firm’s name."),
        ({"legal_name": "\u3000 "}, "Type the firm’s name."),
        ({"city": "\u200b"}, "Type the city of the firm’s seat."),
        ({"city": "11010519491231002X"}, "ID-card number"),
        ({"contact": "nowhere"}, "neither as a mail address nor as a telephone number"),
        ({"platforms": []}, "Tick at least one platform."),
        ({"consent": ""}, "Without your consent we may keep nothing."),
    ],
)
def test_what_cannot_be_right_is_said_at_its_field_and_nothing_is_lost(client, club, changed, said):
    answer = client.submit(APPLY, typed(categories="Töpfe <b>和</b> 锅 🍲", **changed))
    assert answer.status_code == 422
    assert said in answer.text
    assert "Töpfe &lt;b&gt;和&lt;/b&gt; 锅 🍲" in answer.text
    assert answer.text.index("to put right") < answer.text.index("<h1")
    assert rows(club, Application) == []


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "שלום עולם", "🍲" * 60, "Robert'); DROP TABLE application;--"]
)
def test_strange_names_are_kept_as_they_are_and_shown_as_text(client, club, name):
    answer = send(client, legal_name=name)
    page = client.get(answer.location).text
    assert rows(club, Application)[0].legal_name == name
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"turnover": "69,999,999.99"}, "The turnover is CNY\xa00.01 below the gate of CNY\xa070,000,000."),
        ({"business": "services"}, "not for firms that sell services to shops"),
        ({"own_role": "employee"}, "somebody who decides for the firm"),
    ],
)
def test_a_refusal_at_the_gate_keeps_a_keyed_hash_and_nothing_else(client, club, app, changed, said):
    code = a_credit_code()
    photo = {"evidence": (a_photo(), "photo.jpg")}
    answer = client.submit(APPLY, typed(credit_code=code, **changed, **photo), content_type="multipart/form-data")
    assert answer.status_code == 200
    assert said in answer.text
    assert "What you can do" in answer.text
    assert rows(club, Application) == rows(club, Evidence) == rows(club, Message) == []
    (refused,) = rows(club, RefusedCode)
    assert code not in refused.code_hash
    assert len(refused.code_hash) == 64
    assert (refused.forget_at - refused.refused_at).days == 180
    assert [event.did for event in rows(club, ClubEvent)] == [Did.APPLICATION_REFUSED.value]
    assert list(app.extensions["files"].keys("pending")) == []


def test_files_survive_an_error_elsewhere_in_the_form(client, club, app):
    fields = typed(city="", evidence=(a_photo(), "bank 一月.jpg"))
    wrong = client.submit(APPLY, fields, content_type="multipart/form-data")
    assert wrong.status_code == 422
    assert "bank 一月.jpg" in wrong.text
    (ticket,) = re.findall(r'name="kept" value="([^"]+)"', wrong.text)
    checked = client.submit(APPLY, typed(kept=[ticket]))
    client.post(APPLY, data={**hidden_of(checked.text), "step": "send"})
    (evidence,) = rows(club, Evidence)
    assert (evidence.name, evidence.media_type) == ("bank 一月.jpg", "image/jpeg")
    assert app.extensions["files"].read(evidence.stored_as).startswith(b"\xff\xd8\xff")


def test_a_photo_that_went_with_a_refusal_at_the_gate_is_asked_for_again(client, club):
    """Back from the refusal, the page still names a file that was deleted by then."""
    photo = {"evidence": (a_photo(), "bank.jpg")}
    wrong = client.submit(APPLY, typed(city="", **photo), content_type="multipart/form-data")
    held = {"kept": re.findall(r'name="kept" value="([^"]+)"', wrong.text)}
    code = a_credit_code()
    assert "You can’t apply yet" in client.submit(APPLY, typed(credit_code=code, turnover="700万", **held)).text
    again = client.submit(APPLY, typed(credit_code=code, turnover="8000万", **held))
    assert again.status_code == 422
    assert "“bank.jpg” is no longer here. Choose it once more" in again.text
    assert held["kept"][0] not in again.text
    assert rows(club, Application) == []


def test_a_photo_that_belongs_to_an_application_outlives_a_refusal_that_names_it(client, club, app):
    photo = {"evidence": (a_photo(), "bank.jpg")}
    checked = client.submit(APPLY, typed(**photo), content_type="multipart/form-data")
    fields = {**hidden_of(checked.text), "step": "send"}
    assert client.post(APPLY, data=fields).status_code == 303
    client.post(APPLY, data={**fields, "turnover": "700万", "credit_code": a_credit_code(), "step": "check"})
    (evidence,) = rows(club, Evidence)
    assert app.extensions["files"].read(evidence.stored_as)
    finish_all()
    assert list(app.extensions["files"].everything()) == [evidence.stored_as]


def test_the_sweep_deletes_what_no_application_names_and_nothing_else(client, club, app):
    photo = {"evidence": (a_photo(), "bank.jpg")}
    checked = client.submit(APPLY, typed(**photo), content_type="multipart/form-data")
    client.submit(APPLY, typed(evidence=(a_photo(), "left.jpg")), content_type="multipart/form-data")
    client.post(APPLY, data={**hidden_of(checked.text), "step": "send"})
    with clock.telling_of(clock.now() + timedelta(days=3)), as_desk(club):
        sweep()
    (evidence,) = rows(club, Evidence)
    assert list(app.extensions["files"].everything()) == [evidence.stored_as]


def test_the_code_of_a_refused_firm_is_deleted_after_its_days_though_nobody_else_is_refused(client, club, app):
    client.submit(APPLY, typed(turnover="700万"))
    with clock.telling_of(clock.now() + timedelta(days=179)):
        app.extensions["jobs"].sweep()
        finish_all()
        assert len(rows(club, RefusedCode)) == 1
    with clock.telling_of(clock.now() + timedelta(days=181)):
        app.extensions["jobs"].sweep()
        finish_all()
    assert rows(club, RefusedCode) == []


def test_photos_beyond_the_limit_are_refused_by_name(client, club):
    photos = [(a_photo(), f"page {number}.jpg") for number in range(1, MOST_FILES + 4)]
    answer = client.submit(APPLY, typed(evidence=photos), content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "At most 12 files go with one form; not kept: page 13.jpg, page 14.jpg, page 15.jpg." in answer.text
    held = re.findall(r'name="kept" value="([^"]+)"', answer.text)
    assert len(held) == MOST_FILES
    more = client.submit(
        APPLY, typed(kept=held, evidence=(a_photo(), "one more.jpg")), content_type="multipart/form-data"
    )
    assert "not kept: one more.jpg." in more.text
    assert client.submit(APPLY, typed(kept=held)).status_code == 200


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"MZ\x90\x00", "is a Windows program"),
        (b"PK\x03\x04", "is a ZIP archive or an Office document"),
        (b"\xff\xd8\xff no picture", "can’t be opened as a picture"),
    ],
)
def test_a_file_that_is_no_evidence_is_refused_at_its_field(client, club, content, said):
    fields = typed(evidence=(BytesIO(content), "evidence.pdf"))
    answer = client.submit(APPLY, fields, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert said in answer.text
    assert rows(club, Evidence) == []


def test_a_ticket_of_another_club_holds_no_file(client, club):
    a_notice(a_club("harbour"))
    fields = typed(city="", evidence=(a_photo(), "a.jpg"))
    wrong = client.submit("/harbour/apply", fields, content_type="multipart/form-data")
    (ticket,) = re.findall(r'name="kept" value="([^"]+)"', wrong.text)
    assert ticket not in client.submit(APPLY, typed(city="", kept=[ticket])).text


def test_a_page_that_stood_open_too_long_loses_nothing(client, club):
    answer = client.post(APPLY, data={**typed(), "csrf_token": "stale"})
    assert answer.status_code == 422
    assert "This page stood open for long." in answer.text
    assert "Stone Ferry" in answer.text


def test_a_notice_that_changed_meanwhile_is_agreed_to_anew(client, club):
    fields = {**client.form(APPLY), **typed()}
    a_notice(club, number=2)
    answer = client.post(APPLY, data=fields)
    assert answer.status_code == 422
    assert "The notice has changed" in answer.text


def test_a_contact_has_at_most_three_open_applications(client, club):
    for _ in range(3):
        assert send(client).status_code == 303
    answer = send(client)
    assert answer.status_code == 429
    assert "Three applications with this contact are open already." in answer.text


@pytest.fixture
def crowded(app):
    """As many applications came from the address as may come without a question."""
    for _ in range(BY_ADDRESS.times):
        hit(BY_ADDRESS, "127.0.0.1")


def test_where_very_many_came_from_a_question_is_asked_and_nothing_typed_is_lost(client, club, crowded):
    checked = client.submit(APPLY, {**typed(), "evidence": (a_photo(), "statement.jpg")})
    asked = client.post(APPLY, data={**hidden_of(checked.text), "step": "send"})
    assert asked.status_code == 422
    assert "Very many applications have come from your network" in asked.text
    assert "Stone Ferry" in asked.text
    assert rows(club, Application) == []
    sent = client.post(APPLY, data={**hidden_of(asked.text), **answered(asked.text), "step": "send"})
    assert sent.status_code == 303
    assert [row.name for row in rows(club, Evidence)] == ["statement.jpg"]


def test_a_wrong_answer_gets_another_question(client, club, crowded):
    asked = send(client)
    again = client.post(APPLY, data={**hidden_of(asked.text), **answered(asked.text), "answer": "77", "step": "send"})
    assert again.status_code == 422
    assert "Here is another question." in again.text
    assert answered(again.text)["question"] != answered(asked.text)["question"]
    sent = client.post(APPLY, data={**hidden_of(again.text), **answered(again.text), "step": "send"})
    assert sent.status_code == 303


def test_right_answers_end_too_and_what_was_typed_stays(client, club, crowded):
    for _ in range(ANSWERED_BY_ADDRESS.times):
        hit(ANSWERED_BY_ADDRESS, "127.0.0.1")
    asked = send(client)
    answer = client.post(APPLY, data={**hidden_of(asked.text), **answered(asked.text), "step": "send"})
    assert answer.status_code == 429
    assert "Please send it again later; this page keeps what you typed." in answer.text
    assert "Stone Ferry" in answer.text


def test_an_owner_of_three_admitted_firms_applies_with_a_fourth(client, club):
    for _ in range(3):
        assert send(client).status_code == 303
    with as_desk(club):
        for row in session().scalars(select(Application)):
            row.status = ApplicationStatus.APPROVED
    assert send(client).status_code == 303


def test_one_may_go_back_and_change_something(client, club):
    checked = client.submit(APPLY, typed())
    page = client.post(APPLY, data={**hidden_of(checked.text), "step": "change"})
    assert page.status_code == 200
    assert "Stone Ferry" in page.text
    assert "to put right" not in page.text


def test_a_lost_link_is_sent_again_and_the_answer_tells_nothing(client, club):
    send(client)
    known = client.submit("/crown/apply/find", {"contact": "owner@stoneferry.example"})
    unknown = client.submit("/crown/apply/find", {"contact": "nobody@stoneferry.example"})
    assert known.status_code == unknown.status_code == 200
    assert known.text == unknown.text
    assert [message.event for message in rows(club, Message)] == ["applications/received", "applications/link_again"]


def test_an_applicant_without_mail_who_lost_the_link_is_shown_to_the_desk(client, club):
    send(client, contact="138 0013 8000")
    client.submit("/crown/apply/find", {"contact": "+86 138 0013 8000"})
    assert rows(club, Application)[0].link_wanted_at is not None
    assert len(rows(club, Message)) == 1


def test_where_no_mail_goes_out_the_desk_hands_the_link_over(client, club, app, monkeypatch):
    send(client)
    monkeypatch.setattr(app.extensions["post"], "url", urlsplit("off:"))
    assert "We send it again" not in client.get("/crown/apply/find").text
    page = client.submit("/crown/apply/find", {"contact": "owner@stoneferry.example"}).text
    assert "mail" not in page[page.index("<h1") : page.index("</main>")]
    assert "gets in touch with you and gives you the link" in page
    assert rows(club, Application)[0].link_wanted_at is not None
    assert [message.event for message in rows(club, Message)] == ["applications/received"]


def test_a_link_is_sent_again_at_most_five_times_a_day(client, club):
    send(client)
    for _ in range(7):
        client.submit("/crown/apply/find", {"contact": "owner@stoneferry.example"})
    assert len(rows(club, Message)) == 6
