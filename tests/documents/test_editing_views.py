"""The editor keeps what was typed, asks before a part goes, and comes back to the place."""

from dataclasses import replace

import pytest

from club.core.db import read
from club.documents.body import Blank
from club.documents.kinds.ladder.body import Salary
from club.documents.queries import DRAFT
from tests.client import HouseClient
from tests.documents.bodies import a_ladder, a_stage, a_task, a_topic
from tests.documents.places import STAGE, Place
from tests.makers import as_firm

STAGES = (
    a_stage("entry", title="Entry", daily=(a_task("report"), a_task("stock"))),
    a_stage("pages", title="Detail pages", after=("entry",), learn=(a_topic("words"),)),
    a_stage("data", title="Data", after=("pages",)),
)


def stages(place: Place) -> list[dict]:
    with as_firm(place.firm):
        row = read(DRAFT, ref=place.document.ref).first()
        return row.body["stages"] if row else []


def pressed(place: Place, then: str, key: str = "entry", **typed: str):
    path = f"{place.at}/edit/item?key={key}"
    return place.client.submit(path, {**STAGE, "aim": "Typed and not saved", **typed, "then": then})


def test_a_button_below_the_form_saves_what_stands_in_it(app, client: HouseClient) -> None:
    place = Place(client, ladder=a_ladder(*STAGES))
    page = client.get(f"{place.at}/edit/item?key=entry").text
    assert 'form="part" name="then" value="add:daily"' in page
    answer = pressed(place, "add:daily")
    assert answer.location == f"{place.at}/edit/add?parent=entry&slot=daily"
    assert stages(place)[0]["aim"] == "Typed and not saved"


def test_a_line_is_moved_with_what_stands_in_the_form(app, client: HouseClient) -> None:
    place = Place(client, ladder=a_ladder(*STAGES))
    answer = pressed(place, "down:report")
    assert answer.location.endswith("key=entry&open=daily#i-report")
    assert [task["key"] for task in stages(place)[0]["daily"]] == ["stock", "report"]
    assert stages(place)[0]["aim"] == "Typed and not saved"
    assert "<details open>" in client.get(answer.location.partition("#")[0]).text


def test_a_wrong_number_stays_on_the_page_whichever_button_was_pressed(app, client: HouseClient) -> None:
    place = Place(client, ladder=a_ladder(*STAGES))
    answer = pressed(place, "add:daily", months="soon")
    assert answer.status_code == 422
    assert "Typed and not saved" in answer.text
    assert stages(place) == []


def test_what_a_button_names_may_be_gone_or_nothing(app, client: HouseClient) -> None:
    place = Place(client, ladder=a_ladder(*STAGES))
    assert client.get(pressed(place, "add:nothing").location).status_code == 404
    assert client.get(pressed(place, "remove:nobody").location).status_code == 404
    assert client.get(f"{place.at}/edit/remove").status_code == 404
    assert pressed(place, "up:nobody").status_code == 422


def test_a_stage_is_taken_out_only_after_saying_what_goes_with_it(app, client: HouseClient) -> None:
    place = Place(client, ladder=a_ladder(*STAGES))
    assert f'<a href="{place.at}/edit/remove?key=pages">Take out' in client.get(f"{place.at}/edit").text
    asked = f"{place.at}/edit/remove?key=pages"
    page = client.get(asked).text
    assert "Take out “Detail pages”?" in page
    assert "To learn: 1" in page or "learn" in page
    assert "“Data” then comes after “Entry”." in page
    assert stages(place) == []
    answer = client.submit(asked, {"key": "pages"}, to=f"{place.at}/edit/remove")
    assert answer.location == f"{place.at}/edit#l-stages"
    assert [(stage["key"], stage.get("after")) for stage in stages(place)] == [("entry", None), ("data", ["entry"])]
    assert "Ready to publish" in client.get(f"{place.at}/publish").text


def test_whoever_adds_many_is_led_from_one_to_the_next(app, client: HouseClient) -> None:
    place = Place(client, ladder=a_ladder(*STAGES))
    empty = f"{place.at}/edit/add?parent=entry&slot=learn"
    topic = {"topic": "Words of a title", "source": "The club", "hours": "2"}
    answer = client.submit(empty, {**topic, "then": "again"})
    assert answer.location == empty
    assert "autofocus" in client.get(empty).text
    assert [one["topic"] for one in stages(place)[0]["learn"]] == ["Words of a title"]
    key = stages(place)[0]["learn"][0]["key"]
    answer = client.submit(f"{place.at}/edit/item?key={key}", {**topic, "topic": "Words", "then": "again"})
    assert answer.location == empty
    assert [one["topic"] for one in stages(place)[0]["learn"]] == ["Words"]


def test_where_there_is_one_place_no_next_one_is_offered(app, client: HouseClient) -> None:
    place = Place(client, ladder=a_ladder(*STAGES))
    assert 'value="again"' in client.get(f"{place.at}/edit/add?parent=entry&slot=learn").text
    assert 'value="again"' not in client.get(f"{place.at}/edit/add?parent=entry&slot=work").text


def test_without_script_whoever_types_is_warned_of_links(app, client: HouseClient) -> None:
    place = Place(client)
    page = client.get(f"{place.at}/edit/item?key=entry").text
    form = page[page.index('id="part"') : page.index("</form>", page.index('id="part"'))]
    assert "Save before you follow a link" in form[form.index("<noscript>") : form.index("</noscript>")]


@pytest.mark.slow
def test_what_stops_a_publication_is_said_at_its_field_as_soon_as_it_is_saved(app, client: HouseClient) -> None:
    place = Place(client, ladder=a_ladder(*STAGES))
    at = f"{place.at}/edit/item?key=entry"
    salary = {"salary__on": "y", "salary__form": "range", "salary__low": "4800", "salary__high": "4500"}
    answer = client.submit(at, {**STAGE, **salary})
    assert answer.status_code == 303
    page = client.get(answer.location).text
    field = page[page.index('id="salary"') :]
    assert field.index("<details open>") < field.index("The lowest amount is above the highest.") < 500
    assert '<a href="#salary">The lowest amount is above the highest.</a>' in page
    told = client.get(f"{place.at}/publish").text
    assert f'<a href="{place.at}/edit/item?key=entry&amp;open=salary#salary">Entry › Salary level</a>' in told
    assert client.submit(at, {**STAGE, **salary, "salary__low": "4000"}).status_code == 303
    assert "The lowest amount" not in client.get(at).text


def test_a_stage_shows_its_pay_and_what_its_quoted_values_are(app, client: HouseClient) -> None:
    budget = Blank(key="ad", label="Budget a day", type="money", value="200")
    paid = a_stage("entry", title="Entry", aim="Spend {ad} CNY", salary=Salary(form="range", low=450000, high=480000))
    place = Place(client, ladder=replace(a_ladder(paid), blanks=(budget,)))
    page = client.get(f"{place.at}/edit/item?key=entry").text
    assert "{ad} stands for “200” (Budget a day)." in page
    assert "4,500 to 4,800" in page[page.index('id="salary"') : page.index("</summary>", page.index('id="salary"'))]


def test_beside_what_two_changed_at_once_no_fault_of_the_other_is_told(app, client: HouseClient) -> None:
    pay = {"salary__on": "y", "salary__form": "range", "salary__low": "4500"}
    place = Place(client, ladder=a_ladder(a_stage("entry", salary=Salary(form="range", low=400000, high=480000))))
    at = f"{place.at}/edit/item?key=entry"
    opened = client.form(at)
    assert client.post(at, data={**opened, **STAGE, **pay, "salary__high": "3000"}).status_code == 303
    late = client.post(at, data={**opened, **STAGE, **pay, "salary__high": "5200"})
    assert late.status_code == 422
    assert "Somebody saved this meanwhile" in late.text
    assert "The lowest amount is above the highest." not in late.text


def test_whoever_renames_a_part_is_told_where_its_old_name_still_stands(app, client: HouseClient) -> None:
    place = Place(client, ladder=a_ladder(*STAGES, a_stage("last", title="Last", aim="After Detail pages, pages")))
    renamed = {"title": "Pages", "after": "entry"}
    answer = place.save("pages", renamed)
    assert (
        "“Detail pages”, as this part was called, still stands in 1 place: Last › Aim."
        in client.get(answer.location).text
    )
    place.save("pages", {**renamed, "aim": "Again"})
    assert "as this part was called" not in client.get(answer.location).text
