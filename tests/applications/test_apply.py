"""Applying: the form, the check before sending, the refusal at the gate, a second application."""

import re
from datetime import timedelta

import pytest
from werkzeug.datastructures import MultiDict

from club.applications.models import Application, ApplicationStatus, Evidence, RefusedCode
from club.core import clock
from club.core.audit import ClubEvent, Did
from club.core.jobs import finish_all
from club.core.messages import Message
from tests.applications.applying import APPLY, hidden_of, rows, send
from tests.makers import a_club, a_notice
from tests.makers.applications import a_credit_code, a_photo, typed


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
    assert "That is 102.9 % of the gate." in page
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


@pytest.mark.slow
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


def test_one_may_go_back_and_change_something(client, club):
    checked = client.submit(APPLY, typed())
    page = client.post(APPLY, data={**hidden_of(checked.text), "step": "change"})
    assert page.status_code == 200
    assert "Stone Ferry" in page.text
    assert "to put right" not in page.text


def test_language_and_theme_are_switched_with_everything_that_was_typed(client, club):
    """The links of head and foot send the form along; the address they go to sends it on, as it came."""
    half = typed(turnover="7千万", legal_name="Half a name", contact="")
    page = client.get(APPLY).text
    for wish in ("/crown/language/zh?next=/crown/apply", "/crown/theme/dark?next=/crown/apply"):
        (button,) = re.findall(rf'<button[^>]*formaction="{re.escape(wish)}"[^>]*>', page)
        assert 'form="typed"' in button
        assert 'name="step" value="change"' in button
        sent = client.post(wish, data=MultiDict([("step", "change"), ("step", "check"), *half.items()]))
        assert (sent.status_code, sent.location) == (307, "/crown/apply")
    sent = client.post(APPLY, data=MultiDict([("step", "check"), *half.items(), ("step", "change")]))
    assert sent.status_code == 200
    shown = sent.text
    assert 'lang="zh-CN" data-theme="dark"' in shown
    for words in ("7千万", "Half a name", half["credit_code"]):
        assert f'value="{words}"' in shown


def test_enter_goes_on_and_switches_nothing(client, club):
    """A browser presses the first button of a form, and the switch stands in the head, before the fields."""
    for page in (
        client.get(APPLY).text,
        client.submit(APPLY, typed()).text,
        client.submit(APPLY, typed(turnover="7万")).text,
    ):
        first = re.findall(r'<button[^>]*form="typed"[^>]*>', page)[0]
        assert "formaction" not in first
        assert "hidden" in first
    assert 'value="send" hidden' in client.submit(APPLY, typed()).text


def test_a_switch_leads_nowhere_else(client, club):
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"):
        assert client.post(f"/crown/language/zh?next={elsewhere}").location == "/crown/"


def test_whoever_is_turned_away_may_correct_what_was_typed(client, club):
    refused = client.submit(APPLY, typed(turnover="7万", categories="pots and pans"))
    assert "Correct what I typed" in refused.text
    again = client.post(APPLY, data={**hidden_of(refused.text), "step": "change"})
    assert 'value="7万"' in again.text
    assert 'value="pots and pans"' in again.text


def test_a_chinese_reader_meets_the_gate_and_the_currency_as_people_write_them(client, club):
    client.get("/crown/language/zh")
    page = client.get(APPLY).text
    assert "7000 万元" in page
    assert ">人民币（CNY）</option>" in page
    assert "7000 万元" in client.get("/crown/").text
