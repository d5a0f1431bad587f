"""Two at once: two taps on one signature, two assignments of one text, two who remind."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest

from club.acknowledgements import telling_actions
from club.core.jobs import finish_all
from tests.acknowledgements.mill import Mill
from tests.client import HouseClient
from tests.makers import as_firm, sign_in

TAPS = 4


def at_once(*calls: Any) -> list[Any]:
    """Run the calls at the same moment, each in a thread of its own."""
    barrier = Barrier(len(calls))

    def run(call: Any) -> Any:
        barrier.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [one.result() for one in [pool.submit(run, call) for call in calls]]


@pytest.fixture
def mill(app) -> Mill:
    return Mill()


def clients(app: Any, person: Any) -> list[HouseClient]:
    made = [app.test_client() for _ in range(TAPS)]
    for one in made:
        sign_in(one, person)
    return made


def fields(client: HouseClient, page: str, **typed: str) -> dict[str, str]:
    return {**client.form(page), **typed}


@pytest.mark.slow
def test_a_signature_tapped_many_times_at_once_is_one(app, mill: Mill) -> None:
    mill.assign()
    page = f"/crown/firms/mill/reading/{mill.document.ref}"
    taps = [
        partial(one.post, page, data=fields(one, page, is_read="y")) for one in clients(app, mill.people["staff"][0])
    ]
    assert [answer.status_code for answer in at_once(*taps)] == [303] * TAPS
    assert mill.signatures() == [("Zhou Xia", 1)]


@pytest.mark.slow
def test_a_text_assigned_to_the_same_people_at_once_is_assigned_once(app, mill: Mill) -> None:
    page = f"/crown/firms/mill/signing/{mill.document.ref}/assign"
    taps = [
        partial(one.post, page, data=fields(one, page, who="everybody", days="5"))
        for one in clients(app, mill.people["owner"][0])
    ]
    assert sorted(answer.status_code for answer in at_once(*taps)) == [303, *[422] * (TAPS - 1)]
    assert len(mill.assignments()) == 1


@pytest.mark.slow
def test_jobs_that_run_at_once_tell_everybody_once(app, mill: Mill) -> None:
    mill.assign(tells=False)

    def tell() -> None:
        with app.app_context(), as_firm(mill.firm):
            telling_actions.tell_of(document=mill.document.id)

    at_once(*[tell] * TAPS)
    finish_all()
    assert mill.told("staff") == ["acknowledgements/signature_asked"]
