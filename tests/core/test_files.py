"""Uploads are judged by their content, made new, and kept under names that say nothing."""

import io
import struct
import zlib
from datetime import UTC, date, datetime, timedelta

import pillow_heif
import pytest
from PIL import Image

from club.core.file_types import LARGEST_FILE, FileType, display_name, serving_headers
from club.core.files import Admitted, FileStore, admit, settled
from club.core.refusals import Refusal

JUNE = date(2026, 6, 1)
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def a_picture(kind="JPEG", *, size=(40, 20), mode="RGB", **saved):
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **saved)
    return out.getvalue()


def a_heic():
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 64), "red")).save(out)
    return out.getvalue()


def a_png_that_unfolds(edge):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", edge, edge, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (edge // 8 + 1) * 100, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def admitted(content, name="photo.jpg"):
    answer = admit(content, name)
    assert isinstance(answer, Admitted), answer
    return answer


@pytest.mark.parametrize("content", [a_picture("JPEG"), a_picture("PNG"), a_picture("WEBP"), a_heic()])
def test_a_picture_is_kept_as_a_fresh_jpeg(content):
    answer = admitted(content)
    assert answer.kind is FileType.JPEG
    assert Image.open(io.BytesIO(answer.content)).format == "JPEG"


def test_what_the_camera_added_is_left_out_and_the_picture_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "Camera of somebody"
    fresh = admitted(a_picture(size=(40, 20), exif=exif)).content
    assert b"somebody" not in fresh
    with Image.open(io.BytesIO(fresh)) as picture:
        assert picture.size == (20, 40)
        assert not picture.getexif()


def test_a_see_through_picture_gets_a_white_ground():
    fresh = admitted(a_picture("PNG", mode="RGBA")).content
    with Image.open(io.BytesIO(fresh)) as picture:
        assert picture.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.slow
def test_a_large_picture_is_made_smaller():
    with Image.open(io.BytesIO(admitted(a_picture(size=(6000, 3000))).content)) as picture:
        assert picture.size == (3000, 1500)


def test_a_pdf_is_kept_as_it_is():
    assert admitted(PDF, "声明.pdf") == Admitted(PDF, FileType.PDF, "声明.pdf")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"%PDF-" + b"0" * LARGEST_FILE, "too_large"),
        (b"MZ\x90\x00 This program cannot be run in DOS mode", "other_type"),
        (b"PK\x03\x04 zipped", "other_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "other_type"),
        (b"GIF89a", "other_type"),
        (b"\0\0\0\x18ftypmp42", "other_type"),
        (b"turnover: plenty", "other_type"),
        (b"\xff\xd8\xff\xe0 no picture follows", "broken_picture"),
        (a_picture()[:200], "broken_picture"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 64, "broken_picture"),
        (a_png_that_unfolds(50_000), "too_many_pixels"),
    ],
)
def test_what_is_no_evidence_is_refused_whatever_its_name(content, code):
    refusal = admit(content, "evidence.pdf")
    assert isinstance(refusal, Refusal)
    assert refusal.code == code
    assert refusal.values["name"] == "evidence.pdf"
    assert refusal.next_step


def test_a_program_named_pdf_is_called_a_program():
    refusal = admit(b"MZ\x90", "invoice.pdf")
    assert isinstance(refusal, Refusal)
    assert str(refusal) == "“invoice.pdf” is a Windows program. We take photos (JPEG, PNG, WebP, HEIC) and PDF."


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("C:\\Users\\li\\声明.pdf", "声明.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("\r\nSet-Cookie: x", "Set-Cookie: x"),
        ("", "file"),
        ("x" * 5000 + ".pdf", "x" * 90 + "…" + "xxxxx.pdf"),
    ],
)
def test_a_name_is_made_fit_to_be_shown(name, shown):
    assert display_name(name) == shown


def test_kept_bytes_are_served_to_be_saved_and_never_run():
    headers = serving_headers(FileType.PDF, '声明".html\r\nX: y')
    assert headers["Content-Disposition"] == 'attachment; filename="___.htmlX__y"'
    assert headers["Content-Security-Policy"].startswith("sandbox;")
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.fixture
def store(tmp_path):
    return FileStore(str(tmp_path / "files"))


def test_bytes_come_back_by_their_key(store):
    key = store.keep(PDF, club="goldcrown", today=JUNE)
    assert key.startswith("goldcrown/26/")
    assert store.read(key) == PDF
    assert list(store.keys("goldcrown")) == [key]
    assert list(store.keys("harbor")) == []


def test_forgotten_bytes_are_gone(store):
    key = store.keep(PDF, club="goldcrown", today=JUNE)
    store.forget(key)
    store.forget(key)
    with pytest.raises(FileNotFoundError):
        store.read(key)


def test_pending_bytes_are_read_under_the_key_that_they_will_have(store):
    pending = store.keep(PDF, club="goldcrown", today=JUNE, is_pending=True)
    assert store.read(settled(pending)) == PDF
    store.settle(settled(pending))
    assert store.read(settled(pending)) == PDF
    assert list(store.everything()) == [settled(pending)]


def test_settling_twice_is_settling_once_and_never_loses_sight_of_missing_bytes(store):
    key = settled(store.keep(PDF, club="goldcrown", today=JUNE, is_pending=True))
    store.settle(key)
    store.settle(key)
    assert store.read(key) == PDF
    with pytest.raises(FileNotFoundError):
        store.settle("goldcrown/26/" + "a" * 16)


def test_pending_bytes_of_a_club_are_found_by_their_age(store):
    ours, _theirs = (store.keep(PDF, club=club, today=JUNE, is_pending=True) for club in ("goldcrown", "harbor"))
    assert store.left_pending("goldcrown", before=datetime.now(UTC) - timedelta(hours=1)) == []
    assert store.left_pending("goldcrown", before=datetime.now(UTC) + timedelta(hours=1)) == [ours]
    assert (store.has(ours), store.has(settled(ours))) == (True, True)
    store.forget(ours)
    assert (store.has(ours), store.has(settled(ours))) == (False, False)


@pytest.mark.parametrize(
    "key", ["../../etc/passwd", "goldcrown/26/../../x", "", "/etc/passwd", "goldcrown/26/ABCDEFGHIJKLMNOP"]
)
def test_only_keys_of_the_store_are_looked_up(store, key):
    with pytest.raises(ValueError, match="not a key"):
        store.read(key)
