"""Recordings are told by their bytes, their length too; what is cut off or damaged is none."""

import io

import pytest

from club.core.media import HEAD, BrokenError, MediaType, Outline, container, outline
from tests.talks import films

WHOLE = {
    "webm": (films.WEBM, MediaType.WEBM, 4),
    "mp4": (films.an_mp4(), MediaType.MP4, 90),
    "m4a": (films.an_mp4(track=b"soun"), MediaType.M4A, 90),
    "mp3": (films.MP3, MediaType.MP3, 4),
    "tagged mp3": (b"ID3\x03\x00\x00\x00\x00\x01\x00" + bytes(128) + films.MP3, MediaType.MP3, 4),
    "ogg": (films.an_ogg(), MediaType.OGG, 70),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_file_tells_what_it_is_and_how_long_it_lasts(name: str) -> None:
    content, kind, seconds = WHOLE[name]
    assert outline(io.BytesIO(content), len(content)) == Outline(kind, seconds)


@pytest.mark.parametrize(
    "head",
    [b"", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"MZ", b"<html>", b"RIFF0000WAVE", b"\x00\x00\x00\x18ftypheic", b"\xff"],
)
def test_other_files_are_no_recordings_whatever_they_are_called(head: bytes) -> None:
    assert container(head) is None


@pytest.mark.parametrize("name", ["webm", "mp4", "m4a", "mp3"])
def test_a_file_that_is_cut_off_is_broken(name: str) -> None:
    content = WHOLE[name][0]
    for length in (9, 60, len(content) // 2 if name != "mp3" else 70):
        with pytest.raises(BrokenError):
            outline(io.BytesIO(content[:length]), length)


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\x00\x00\x10ftypisom0000" + b"\x00\x00\x00\x08free" * 9000,
        b"\x00\x00\x00\x10ftypisom0000" + b"\x00\x00\x00\x00moov" + b"\x00\x00\x00\x01trak" + b"\xff" * 8,
        b"\x1aE\xdf\xa3\x87\x42\x82\x84webm" + b"\x18\x53\x80\x67\xff" + b"\xec\x80" * 9000,
        b"\x1aE\xdf\xa3\x87\x42\x82\x84webm" + b"\x18\x53\x80\x67\x01" + b"\xfe" * 7,
        b"\x1aE\xdf\xa3\x87\x42\x82\x84webm" + bytes(64),
        b"ID3\x03\x00\x00\x7f\x7f\x7f\x7f" + bytes(64),
        b"OggS" + bytes(200),
    ],
    ids=["many boxes", "long box", "many elements", "long element", "no width", "long tag", "no sound"],
)
def test_a_hostile_file_ends_after_so_many_steps(content: bytes) -> None:
    with pytest.raises(BrokenError):
        outline(io.BytesIO(content), len(content))


def test_a_length_that_nobody_listens_to_is_not_told() -> None:
    content = films.an_mp4(seconds=4_000_000)
    assert outline(io.BytesIO(content), len(content)) == Outline(MediaType.MP4, None)
    assert len(content) < HEAD


def test_a_mark_of_an_encoder_that_the_frame_cuts_off_counts_nothing() -> None:
    frame = b"\xff\xfb\x14\x00" + bytes(88) + b"Xing"
    assert outline(io.BytesIO(frame * 2), len(frame) * 2).kind is MediaType.MP3
