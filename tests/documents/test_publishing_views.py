"""Documents published, compared, restored, through the browser."""

import pytest

from club.core import clock
from club.core.db import read, session
from club.documents import editing
from club.documents.kinds.ladder.body import PayPart, Salary
from club.documents.models import Document, Revision
from club.documents.pads import DocumentPad
from club.documents.queries import REVISION, REVISIONS_PAGE, changed_between
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_ladder, a_stage, an_indicator
from tests.documents.counting import statements
from tests.documents.places import Place
from tests.makers import (
    a_document,
    a_draft,
    as_firm,
)


def test_weights_of_99_are_named_with_their_place(app, client: HouseClient) -> None:
    place = Place(client)
    wrong = a_draft(place.firm, a_ladder(a_stage(title="Data", indicators=(an_indicator(weight=99),))))
    page = client.get(f"{place.shelf}/{wrong.ref}/publish")
    assert "The weights sum to 99; they must sum to 100." in page.text
    assert "Data" in page.text
    assert client.submit(f"{place.shelf}/{wrong.ref}/publish").status_code == 422


@pytest.mark.slow
def test_what_was_not_read_is_not_published(app, client: HouseClient) -> None:
    place = Place(client)
    place.save("entry", {"aim": "First"})
    opened = client.form(f"{place.at}/publish")
    place.save("entry", {"aim": "Second"})
    answer = client.post(f"{place.at}/publish", data={**opened, "effective_on": "2099-01-01"})
    assert answer.status_code == 422
    assert "The draft was changed after you opened this page." in answer.text


@pytest.mark.slow
def test_the_publisher_sees_how_weighty_each_change_is_and_may_correct_it(app, client: HouseClient) -> None:
    place = Place(client)
    place.save("entry", {"months": "2"})
    place.save("promotion", {"title": "Promotion", "aim": "Know the trade", "months": "3", "after": "entry"})
    page = client.get(f"{place.at}/publish")
    assert "A number was changed." in page.text
    assert "Words were changed; no number and nothing that binds." in page.text
    typed = {"class-entry": "minor", "note": "Two months"}
    assert client.submit(f"{place.at}/publish", typed).status_code == 303
    with as_firm(place.firm):
        assert changed_between(place.document.id, 1, 2) == {"entry": "minor", "promotion": "minor"}
        assert changed_between(place.document.id, 2, 2) == {}
        (row,) = read(REVISION, document_id=place.document.id, number=2)
        assert row.changes["entry"] == {"how": "changed", "class": "minor", "proposed": "major"}
    assert "minor" in client.get(f"{place.at}/record").text
    assert "minor" in client.get(f"{place.at}/compare?from=1&to=2").text


def test_a_class_that_does_not_exist_is_refused_and_everything_typed_is_kept(app, client: HouseClient) -> None:
    place = Place(client)
    place.save("entry", {"months": "2"})
    answer = client.submit(f"{place.at}/publish", {"class-entry": "huge", "note": "Typed words"})
    assert answer.status_code == 422
    assert "Typed words" in answer.text


@pytest.mark.slow
def test_of_two_who_publish_at_once_the_second_is_told(app, client: HouseClient) -> None:
    place = Place(client)
    place.save("entry", {"aim": "Once"})
    opened = client.form(f"{place.at}/publish")
    assert client.post(f"{place.at}/publish", data=opened).status_code == 303
    answer = client.post(f"{place.at}/publish", data=opened)
    assert answer.status_code == 422
    assert "somebody published or discarded it meanwhile" in answer.text


@pytest.mark.slow
@pytest.mark.parametrize("path", ["", "/record", "/compare", "/publish"])
def test_a_thousand_numbers_open_as_three_do(app, client: HouseClient, path: str) -> None:
    few, many = Place(client), a_ladder()
    other = a_document(few.firm, many)
    for document, count in ((few.document, 3), (other, 1000)):
        with as_firm(few.firm):
            row = session().query(Revision).filter_by(document_id=document.id).one()
            facts = {name: getattr(row, name) for name in ("document_id", "schema", "body", "effective_on")}
            numbers = range(2, count + 1)
            session().add_all(Revision(number=n, published_at=clock.now(), **facts) for n in numbers)
        with as_firm(few.firm):
            pad = DocumentPad(session().get(Document, document.id), by=None, at=clock.now())
            editing.change_item(pad, "", {"summary": "New"}, opened={})
    for document in (few.document, other):  # what is published is read once
        client.get(f"{few.shelf}/{document.ref}")
    found = []
    for document in (few.document, other):
        with statements() as sent:
            page = client.get(f"{few.shelf}/{document.ref}{path}")
        assert page.status_code == 200
        found.append((len(sent), len(page.data)))
    assert found[0][0] == found[1][0]
    digits, list_page = 200, REVISIONS_PAGE * 1200
    assert found[1][1] - found[0][1] < (list_page if path == "/record" else digits)


@pytest.mark.slow
def test_any_two_numbers_stand_side_by_side(app, client: HouseClient) -> None:
    place = Place(client)
    place.save("entry", {"aim": "Learn the whole trade"})
    page = client.get(f"{place.at}/compare?from=1")
    assert 'id="d-entry"' in page.text
    assert "<ins>whole </ins>" in page.text
    assert "2 parts are the same" in page.text
    back = client.get(f"{place.at}/compare?from=1&to=1")
    assert "The two texts are the same" in back.text
    assert client.get(f"{place.at}/compare?from=7&to=1").status_code == 404


def test_of_pay_what_changed_is_told_field_by_field(app, client: HouseClient) -> None:
    pay = Salary(form="range", low=450000, high=480000, parts=(PayPart(name="Bonus", how="100 %"),))
    place = Place(client, ladder=a_ladder(a_stage("entry", title="Entry", aim="Learn the trade", salary=pay)))
    typed = {"salary__on": "y", "salary__form": "range", "salary__low": "4,500", "salary__high": "5,200"}
    place.save("entry", {**typed, "salary__parts__0__name": "Bonus", "salary__parts__0__how": "100 %"})
    page = client.get(f"{place.at}/compare?from=1").text
    changed = page[page.index('id="d-entry"') : page.index("</section>", page.index('id="d-entry"'))]
    assert "Salary level › Highest amount" in changed
    assert "<del>4,800</del>" in changed
    assert "<ins>5,200</ins>" in changed
    assert "4,500" not in changed
    assert "Bonus" not in changed


@pytest.mark.slow
def test_revisions_are_compared_restored_and_discarded(app, client: HouseClient) -> None:
    place = Place(client)
    place.save("entry", {"aim": "Second"})
    client.submit(f"{place.at}/publish")
    page = client.get(f"{place.at}/compare?from=1&to=2")
    assert "<del>Learn the trade</del>" in page.text
    assert "<ins>Second</ins>" in page.text
    hidden = client.form(f"{place.at}?revision=1")
    assert client.post(f"{place.at}/restore", data={**hidden, "number": "1"}).status_code == 303
    assert place.draft()["stages"][0]["aim"] == "Learn the trade"
    assert client.submit(f"{place.at}/edit", to=f"{place.at}/discard").status_code == 303
    assert client.submit(f"{place.at}", to=f"{place.at}/retire").status_code == 303
    assert client.get(place.at).status_code == 200
    assert client.get(f"{place.at}/edit").status_code == 404


def test_a_number_that_no_revision_has_is_no_fault(app, client: HouseClient) -> None:
    place = Place(client)
    huge = "9" * 400
    for query in (f"?revision={huge}", f"/compare?from=1&to={huge}", f"/compare?from={huge}&to=1"):
        assert client.get(place.at + query).status_code in {200, 404}
    hidden = client.form(place.at)
    assert client.post(f"{place.at}/restore", data={**hidden, "number": huge}).status_code in {400, 404, 409, 422}


def test_a_lead_writes_and_does_not_publish(app, client: HouseClient) -> None:
    place = Place(client, FirmRole.LEAD)
    assert place.save("entry", {"aim": "Lead's words"}).status_code == 303
    assert client.get(f"{place.at}/publish").status_code == 404
