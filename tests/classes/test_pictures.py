"""Pictures of a class are seen where its page is, are copied with it into a series, and go with it."""

import pytest
from sqlalchemy import select

from club.classes.models import ClassSession, ClassStatus
from club.classes.picture_models import ClassPicture
from club.core.db import db
from club.policy import ClubRole
from tests.client import HouseClient
from tests.courses.test_pictures import put
from tests.makers import a_class, a_club, a_person, a_role, as_desk, sign_in

PATH = "/crown/classes/stall"


@pytest.fixture
def crown(app, client: HouseClient):
    club, person = a_club("crown"), a_person()
    a_role(club, person, ClubRole.SECRETARY)
    sign_in(client, person)
    a_class(club, slug="stall", status=ClassStatus.DRAFT)
    return club


def test_a_picture_of_a_class_is_seen_once_that_is_out_and_each_of_a_series_has_its_own(
    crown, client: HouseClient
) -> None:
    address = put(client, f"{PATH}/edit", PATH)
    with as_desk(crown):
        db.session.scalars(select(ClassSession)).one().description = f"![A shelf]({address})"
        db.session.commit()
    visitor = client.application.test_client()
    assert (visitor.get(f"/crown{address}").status_code, client.get(f"/crown{address}").status_code) == (404, 200)
    client.submit(f"{PATH}/series", {"every": "week", "times": "2"})
    with as_desk(crown):
        first, second = db.session.scalars(select(ClassPicture).order_by(ClassPicture.id))
        later = db.session.scalars(select(ClassSession).where(ClassSession.slug != "stall")).one()
        assert (first.ref in later.description, second.ref in later.description) == (False, True)
        assert f'<img src="/classes/pictures/{second.ref}"' in later.description_html
        slug, its = later.slug, f"/crown/classes/pictures/{second.ref}"
    with as_desk(crown):
        db.session.scalars(select(ClassSession).where(ClassSession.slug == slug)).one().status = ClassStatus.PUBLISHED
        db.session.commit()
    assert visitor.get(its).status_code == 200
    assert f'<img src="{its}" alt="A shelf">' in visitor.get(f"/crown/classes/{slug}").text


def test_a_draft_is_thrown_away_with_its_pictures(crown, client: HouseClient) -> None:
    put(client, f"{PATH}/edit", PATH)
    client.submit(f"{PATH}/edit", to=f"{PATH}/discarding")
    with as_desk(crown):
        assert db.session.scalars(select(ClassPicture)).all() == []
