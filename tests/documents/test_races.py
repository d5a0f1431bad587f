"""Two people at once: of those who publish one draft at the same moment one publishes it, and the others are told."""

from functools import partial
from typing import Any

from club.core.db import session
from club.documents.models import Draft, Revision
from club.policy import FirmRole
from tests.acknowledgements.test_races import at_once
from tests.documents.bodies import a_ladder
from tests.makers import a_club, a_document, a_firm, a_membership, a_person, as_firm, sign_in

MOST = 4


def test_of_many_who_publish_at_once_one_does(app: Any) -> None:
    firm = a_firm(a_club("crown"), "mill")
    document = a_document(firm, a_ladder())
    at = f"/crown/firms/mill/ladders/{document.ref}"
    calls = []
    for number in range(MOST):
        person, client = a_person(f"owner{number}@mill.example"), app.test_client()
        a_membership(firm, FirmRole.OWNER, person)
        sign_in(client, person)
        if not calls:
            stage = {"track": "trunk", "title": "Entry", "aim": "Learn more", "months": "1"}
            assert client.submit(f"{at}/edit/item?key=entry", stage).status_code == 303
        calls.append(partial(client.post, f"{at}/publish", data=client.form(f"{at}/publish")))
    answers = at_once(*calls)
    assert sorted(answer.status_code for answer in answers) == [303, *[422] * (MOST - 1)]
    told = [answer.text for answer in answers if answer.status_code == 422]
    assert all("somebody published or discarded it meanwhile" in text for text in told)
    with as_firm(firm):
        assert [row.number for row in session().query(Revision).order_by(Revision.number)] == [1, 2]
        assert session().query(Draft).count() == 0
