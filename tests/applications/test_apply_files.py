"""Files that are sent along: kept over an error, bounded, gone when nothing names them."""

import errno
import re
from datetime import timedelta
from io import BytesIO

import pytest

from club.applications.models import Application, Evidence
from club.applications.upload_actions import MOST_FILES, sweep
from club.core import clock
from club.core.files import FileStore, NoRoomError
from club.core.jobs import finish_all
from tests.applications.applying import APPLY, hidden_of, rows
from tests.makers import a_club, a_notice, as_desk
from tests.makers.applications import a_credit_code, a_photo, typed


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


@pytest.mark.slow
def test_the_sweep_deletes_what_no_application_names_and_nothing_else(client, club, app):
    photo = {"evidence": (a_photo(), "bank.jpg")}
    checked = client.submit(APPLY, typed(**photo), content_type="multipart/form-data")
    client.submit(APPLY, typed(evidence=(a_photo(), "left.jpg")), content_type="multipart/form-data")
    client.post(APPLY, data={**hidden_of(checked.text), "step": "send"})
    with clock.telling_of(clock.now() + timedelta(days=3)), as_desk(club):
        sweep()
    (evidence,) = rows(club, Evidence)
    assert list(app.extensions["files"].everything()) == [evidence.stored_as]


class FullDisk(FileStore):
    """A store on a disk where nothing fits any more."""

    def keep(self, *_given: object, **_more: object) -> str:
        raise NoRoomError(errno.ENOSPC, "no space left on device")


def test_a_photo_that_finds_no_room_is_named_and_everything_typed_is_kept(client, club, app, monkeypatch):
    monkeypatch.setitem(app.extensions, "files", FullDisk(app.extensions["settings"].files_url))
    answer = client.submit(APPLY, typed(evidence=(a_photo(), "bank.jpg")), content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "“bank.jpg” can’t be kept just now" in answer.text
    assert 'value="pots and pans"' in answer.text


@pytest.mark.slow
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
