"""Whoever holds a class puts files beside it; whoever has a place takes them home, nobody else."""

import io
from datetime import timedelta
from zipfile import ZipFile

import pytest

from club.classes import actions, material_rules
from club.classes.material_actions import store
from club.classes.material_models import ClassMaterial
from club.classes.models import ClassSession, ClassStatus, Standing
from club.classes.telling_actions import place_token
from club.core import clock
from club.core.db import db, session
from club.core.scope import Scope
from club.policy import ClubRole
from tests.classes.joining import work
from tests.client import HouseClient
from tests.makers import a_class, a_person, a_registration, a_role, about, as_desk, sign_in

PDF = b"%PDF-1.7 slides"


def office(main_part: str, *more: str) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w") as package:
        for name in (main_part, *more):
            package.writestr(name, "<a/>")
    return file.getvalue()


class Held:
    """A class that was held by an instructor."""

    def __init__(self, crown, client: HouseClient) -> None:
        self.club, self.host, self.client = crown, a_person(), client
        a_role(crown, self.host, ClubRole.INSTRUCTOR)
        self.row = a_class(crown, in_days=-1, author_id=self.host.id)
        self.path = f"/crown/classes/{self.row.slug}/materials"
        sign_in(client, self.host)

    def put(self, content: bytes, name: str):
        return self.client.submit(self.path, {"file": (io.BytesIO(content), name)})

    def files(self) -> list[ClassMaterial]:
        with as_desk(self.club):
            return db.session.query(ClassMaterial).order_by(ClassMaterial.id).all()

    def place(self, standing: Standing = Standing.PLACED) -> str:
        came = a_registration(self.row, self.club, standing)
        with about(Scope(self.club.id, staff=True)):
            return f"/crown/classes/places/{place_token(session().merge(came))}"


@pytest.fixture
def held(crown, client: HouseClient) -> Held:
    return Held(crown, client)


def test_the_host_puts_files_in_and_whoever_had_a_place_takes_them_home(held, client: HouseClient) -> None:
    assert held.put(PDF, "../Slides of the day.pdf").status_code == 303
    assert held.put(office("ppt/presentation.xml"), "board.pptx").status_code == 303
    assert [one.name for one in held.files()] == ["Slides of the day.pdf", "board.pptx"]
    place, waiting = held.place(), held.place(Standing.WITHDRAWN)
    client.post("/crown/logout", data=client.form(held.path))
    ref = held.files()[0].ref
    assert "Slides of the day.pdf" in client.get(place).text
    taken = client.get(f"{place}/materials/{ref}")
    assert (taken.data, taken.content_type) == (PDF, "application/pdf")
    assert taken.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in taken.headers["Content-Security-Policy"]
    assert "Slides of the day.pdf" not in client.get(waiting).text
    assert client.get(f"{waiting}/materials/{ref}").status_code == 404
    assert client.get(f"{held.path}/{ref}").status_code == 303  # a stranger is asked to sign in


def test_nobody_has_them_before_the_class_begins(held, client: HouseClient) -> None:
    held.put(PDF, "slides.pdf")
    place, ref = held.place(), held.files()[0].ref
    with clock.telling_of(held.row.starts_at - timedelta(minutes=1)):
        assert client.get(f"{place}/materials/{ref}").status_code == 404
        assert "/materials/" not in client.get(place).text


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.pdf"),
        (b"<script>alert(1)</script>", "slides.pdf"),
        (b"MZ program", "slides.pptx"),
        (office("ppt/presentation.xml", "ppt/vbaProject.bin"), "macros.pptx"),
        (office("readme.txt"), "archive.docx"),
        (b"\xd0\xcf\x11\xe0 old", "old.doc"),
    ],
)
def test_what_is_no_such_file_is_refused_at_the_field_and_nothing_is_kept(held, content: bytes, name: str) -> None:
    answer = held.put(content, name)
    assert answer.status_code == 422
    assert 'class="why"' in answer.text
    assert held.files() == []


def test_a_class_keeps_so_many_files_and_so_much(held) -> None:
    most, of_class = material_rules.MOST_FILES, material_rules.MOST_OF_CLASS
    assert material_rules.no_room(1, files=most, of_class=0, of_club=0) is material_rules.MANY_FILES
    assert material_rules.no_room(1, files=0, of_class=of_class - 1, of_club=0) is None
    assert material_rules.no_room(2, files=0, of_class=of_class - 1, of_club=0) is not None
    assert material_rules.no_room(2, files=0, of_class=0, of_club=material_rules.MOST_OF_CLUB - 1) is not None


def test_another_instructor_and_another_class_reach_nothing(held, crown, client: HouseClient) -> None:
    held.put(PDF, "slides.pdf")
    ref, other = held.files()[0].ref, a_class(crown, in_days=-1)
    place = a_registration(other, crown)
    with about(Scope(crown.id, staff=True)):
        token = place_token(session().merge(place))
    assert client.get(f"/crown/classes/places/{token}/materials/{ref}").status_code == 404
    rival = a_person()
    a_role(crown, rival, ClubRole.INSTRUCTOR)
    sign_in(client, rival)
    assert client.get(held.path).status_code == 404
    assert client.get(f"{held.path}/{ref}").status_code == 404


def test_a_file_that_is_taken_out_and_a_draft_that_is_discarded_leave_no_bytes(held, app, client: HouseClient) -> None:
    held.put(PDF, "slides.pdf")
    (one,) = held.files()
    client.submit(held.path, to=f"{held.path}/{one.ref}/removal")
    assert held.files() == []
    with as_desk(held.club):
        db.session.get_one(ClassSession, held.row.id).status = ClassStatus.DRAFT
    held.put(PDF, "again.pdf")
    (again,) = held.files()
    with as_desk(held.club):
        actions.discard(db.session.get_one(ClassSession, held.row.id))
    work(app)
    with app.app_context():
        assert [store().has(each.stored_as) for each in (one, again)] == [False, False]
