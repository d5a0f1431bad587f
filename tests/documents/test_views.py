"""Documents in the browser's hands: read and changed; another firm's are not there."""

from datetime import date
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest

from club.documents.assessment import Example, ExampleValue
from club.documents.kinds.ladder.body import StageExample
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_ladder, a_stage, a_task, an_indicator
from tests.documents.counting import statements
from tests.documents.places import STAGE, Place, member_of
from tests.makers import (
    a_document,
    a_draft,
    a_firm,
    a_library,
    a_membership,
    a_placement,
    sign_in,
    sign_in_runs_out,
)


def test_the_shelf_lists_what_is_in_force(app, client: HouseClient) -> None:
    place = Place(client)
    page = client.get(place.shelf)
    assert page.status_code == 200
    assert "edition 1 in force" in page.text


def test_an_empty_shelf_offers_the_clubs_text(app, client: HouseClient) -> None:
    Place(client)
    page = client.get("/crown/firms/mill/culture")
    assert "/crown/firms/mill/library?kind=culture" in page.text


def test_staff_see_no_drafts_and_no_offers(app, client: HouseClient) -> None:
    place = Place(client, FirmRole.STAFF)
    draft = a_draft(place.firm, a_ladder(title="Not yet"))
    page = client.get(place.shelf)
    assert "Not yet" not in page.text
    assert client.get(f"{place.shelf}/{draft.ref}").status_code == 404
    assert client.get(f"{place.at}/edit").status_code == 404
    assert client.get(f"{place.at}/compare").status_code == 404
    assert client.get("/crown/firms/mill/culture").status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("name", ["culture", "service-standard", "operator-ladder", "service-ladder"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_text_of_the_library_is_adopted_read_and_published(app, client: HouseClient, name: str, lang: str) -> None:
    place = Place(client)
    a_library(place.club)
    adopted = client.submit(f"/crown/firms/mill/library/{name}", {"lang": lang, "departments": "firm"})
    assert adopted.status_code == 303
    at = adopted.location
    assert client.get(at).status_code == 200
    assert client.get(f"{at}/edit").status_code == 200
    assert client.get(f"{at}/base").status_code == 200
    published = client.submit(f"{at}/publish", {"note": "First"})
    assert published.status_code == 303, published.text
    assert client.get(at).status_code == 200
    sign_in(client, member_of(place, FirmRole.STAFF))
    assert client.get(at).status_code == 200


def test_a_stage_is_changed_and_published(app, client: HouseClient) -> None:
    place = Place(client)
    saved = place.save("entry", {"aim": "Know the rules", "months": "2"})
    assert saved.status_code == 303
    assert place.draft()["stages"][0]["aim"] == "Know the rules"
    assert "Learn the trade" in client.get(place.at).text
    page = client.get(f"{place.at}/publish")
    assert "1 part differs from edition 1" in page.text
    assert client.submit(f"{place.at}/publish", {"note": "Two months"}).status_code == 303
    page = client.get(place.at)
    assert "Know the rules" in page.text
    assert "Two months" in page.text


def test_a_wrong_number_keeps_everything_typed(app, client: HouseClient) -> None:
    place = Place(client)
    answer = place.save("entry", {"aim": "Typed words", "months": "soon"})
    assert answer.status_code == 422
    assert "Typed words" in answer.text
    assert "Type a whole number." in answer.text


def test_two_writers_of_one_field_see_both_texts(app, client: HouseClient) -> None:
    place = Place(client)
    path = f"{place.at}/edit/item?key=entry"
    opened = client.form(path)
    assert place.save("entry", {"aim": "First"}).status_code == 303
    answer = client.post(path, data={**opened, **STAGE, "aim": "Second"})
    assert answer.status_code == 422
    assert "“First”" in answer.text
    assert "Second" in answer.text
    assert place.draft()["stages"][0]["aim"] == "First"


def test_a_part_that_was_taken_out_meanwhile_keeps_the_words(app, client: HouseClient) -> None:
    place = Place(client)
    path = f"{place.at}/edit/item?key=promotion"
    opened = client.form(path)
    assert client.post(f"{place.at}/edit/remove", data={**opened, "key": "promotion"}).status_code == 303
    answer = client.post(path, data={**opened, **STAGE, "aim": "My long words"})
    assert answer.status_code == 422
    assert "My long words" in answer.text


def test_a_line_of_the_process_table_comes_and_moves(app, client: HouseClient) -> None:
    place = Place(client, ladder=a_ladder(a_stage(daily=(a_task("report"),))))
    path = f"{place.at}/edit/add?parent=entry&slot=daily"
    task = {"what": "Check stock", "unit": "list", "target": "1", "minutes": "5", "how_often": "daily"}
    added = client.submit(path, {**task, "confirmed_by": "self", "evidence": "Photo"})
    assert added.status_code == 303
    key = place.draft()["stages"][0]["daily"][1]["key"]
    hidden = client.form(f"{place.at}/edit")
    assert client.post(f"{place.at}/edit/move", data={**hidden, "key": key, "to": "up"}).status_code == 303
    assert [task["what"] for task in place.draft()["stages"][0]["daily"]] == ["Check stock", "Read the report"]
    assert client.get(f"{place.at}/edit/add?parent=entry&slot=title").status_code == 404


def test_a_stage_with_people_on_it_stays_and_says_who(app, client: HouseClient) -> None:
    place = Place(client)
    member = a_membership(place.firm, FirmRole.STAFF, name="Jia Rui")
    row = a_placement(place.firm, member, place.document, place.ladder, started_on=date(2026, 11, 2))
    other = a_membership(place.firm, FirmRole.STAFF, name="Ke Lan")
    a_placement(place.firm, other, place.document, place.ladder, started_on=date(2026, 11, 2))
    answer = client.submit(f"{place.at}/edit", {"key": "entry"}, to=f"{place.at}/edit/remove")
    assert answer.status_code == 422
    assert "Jia Rui stands on it" in answer.text
    assert "Ke Lan stands on it" in answer.text
    assert f'href="/crown/firms/mill/placements/{row.ref}"' in answer.text
    assert "Choose where to" in answer.text


def test_pay_is_hidden_where_the_ladder_says_so(app, client: HouseClient) -> None:
    from club.documents.kinds.ladder.body import Salary

    salary = Salary(form="range", low=450000, high=520000)
    ladder = a_ladder(a_stage(salary=salary), visibility="own_next")
    place = Place(client, FirmRole.STAFF, ladder=ladder)
    assert "5,200" not in client.get(place.at).text
    sign_in(client, member_of(place, FirmRole.OWNER))
    assert "5,200" in client.get(place.at).text


def test_another_firms_document_is_not_there(app, client: HouseClient) -> None:
    place = Place(client)
    other = a_firm(place.club, "other")
    secret = a_document(other, a_ladder(title="Secret ladder"))
    place.save("entry", {"aim": "Mine"})
    hidden = client.form(f"{place.at}/edit")
    for path in ("", "/edit", "/edit/item?key=entry", "/compare?from=1&to=1", "/publish", "/base", "/people"):
        assert client.get(f"{place.shelf}/{secret.ref}{path}").status_code == 404, path
        assert client.get(f"/crown/firms/other/ladders/{secret.ref}{path}").status_code == 404, path
    for path in ("/edit/remove", "/edit/move", "/discard", "/restore", "/retire", "/publish", "/edit/item?key=entry"):
        answer = client.post(f"{place.shelf}/{secret.ref}{path}", data={**hidden, "key": "entry"})
        assert answer.status_code == 404, path
    assert "Secret ladder" not in client.get(place.shelf).text


def test_a_word_of_script_is_only_a_word(app, client: HouseClient) -> None:
    place = Place(client)
    place.save("entry", {"title": "<script>alert(1)</script>", "aim": "مرحبا 😀 {firm} " + "x" * 5000})
    page = client.get(f"{place.at}/edit/item?key=entry")
    assert "<script>alert" not in page.text
    assert client.get(f"{place.at}/publish").status_code == 200


@pytest.mark.slow
def test_a_large_ladder_opens_with_few_statements(app, client: HouseClient) -> None:
    stages = tuple(
        a_stage(f"s{n}", daily=tuple(a_task(f"s{n}-t{m}") for m in range(20)), after=(f"s{n - 1}",) if n else ())
        for n in range(24)
    )
    place = Place(client, ladder=a_ladder(*stages))
    with statements() as sent:
        assert client.get(place.at).status_code == 200
    assert len(sent) <= 6


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 40])
def test_a_shelf_costs_the_same_for_one_and_for_many(app, client: HouseClient, count: int) -> None:
    place = Place(client)
    for _ in range(count - 1):
        a_document(place.firm, a_ladder())
    client.get(place.shelf)
    with statements() as sent:
        assert client.get(place.shelf).status_code == 200
    assert len(sent) == 3


@pytest.mark.slow
def test_what_was_typed_before_a_sign_in_ran_out_meets_what_somebody_else_saved(app, client: HouseClient) -> None:
    place = Place(client)
    path = f"{place.at}/edit/item?key=entry"
    opened = {**client.form(path), **STAGE, "aim": "Typed before"}
    sign_in_runs_out(client)
    kept = client.post(path, data=opened)
    sign_in(client, member_of(place, FirmRole.OWNER))
    assert place.save("entry", {"aim": "Saved meanwhile"}).status_code == 303
    page = parse_qs(urlsplit(kept.location).query)["next"][0]
    sign_in(client, place.person)
    assert "Typed before" in client.get(page).text
    answer = client.submit(page, {**STAGE, "aim": "Typed before"})
    assert answer.status_code == 422
    assert "“Saved meanwhile”" in answer.text
    assert place.draft()["stages"][0]["aim"] == "Saved meanwhile"


def test_a_title_is_a_line_and_no_essay(app, client: HouseClient) -> None:
    place = Place(client)
    answer = place.save("entry", {"title": "T" * 201})
    assert answer.status_code == 422
    assert place.save("entry", {"title": "T" * 200, "aim": "A" * 5000}).status_code == 303


def test_advice_on_wording_stands_beside_its_field_and_stops_nothing(app, client: HouseClient) -> None:
    place = Place(client)
    assert place.save("entry", {"aim": "Whoever is late is fined 50"}).status_code == 303
    page = client.get(f"{place.at}/edit/item?key=entry").text
    assert 'id="aim-echo"' in page
    assert "Earned pay is not deducted as a fine" in page
    assert client.submit(f"{place.at}/publish", {"note": "Stricter"}).status_code == 303


def test_the_values_of_a_worked_example_have_their_units(app, client: HouseClient) -> None:
    values = (ExampleValue(indicator="ctr", value=Decimal(3)),)
    table = Example(key="t", title="March", values=values, total=Decimal(50), text="Clicks 50")
    stage = a_stage("entry", indicators=(an_indicator("ctr", unit="%"),))
    place = Place(client, ladder=a_ladder(stage, example=StageExample(key="e", stage="entry", table=table)))
    assert 'Clicks: <b class="num">3</b> %</li>' in client.get(place.at).text
