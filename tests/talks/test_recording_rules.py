"""Subtitles and recorders’ notes become prose."""

import pytest

from club.talks.recording_rules import recording_from, without_fillers
from tests.talks.files import RECORDER, WEBVTT


def test_cues_of_one_voice_are_one_paragraph() -> None:
    found = recording_from(WEBVTT.decode(), leaves_fillers_out=True)
    assert found is not None
    assert found.words == (
        "**Demo Speaker:** Good evening. We sell kettles, and nobody knew how many.\n\n**Host:** How many were there?"
    )
    assert (found.speakers, found.fillers) == (("Demo Speaker", "Host"), 2)


def test_fillers_stay_where_they_are_wanted() -> None:
    found = recording_from(WEBVTT.decode(), leaves_fillers_out=False)
    assert found is not None
    assert found.words.startswith("**Demo Speaker:** Um, good evening. We, uh, sell kettles, and nobody")
    assert found.fillers == 0


def test_chinese_cues_join_without_a_space_and_one_speaker_needs_no_name() -> None:
    srt = (
        "1\r\n00:00:01,000 --> 00:00:03,000\r\n大家好，我们卖水壶，\r\n\r\n"
        "2\r\n00:00:03,000 --> 00:00:06,000\r\n没人数过。\r\n"
    )
    found = recording_from(srt, leaves_fillers_out=True)
    assert found is not None
    assert (found.words, found.speakers) == ("大家好，我们卖水壶，没人数过。", ())


def test_notes_of_a_recorder_tell_their_head_apart() -> None:
    found = recording_from(RECORDER, leaves_fillers_out=True)
    assert found is not None
    assert found.words == "**主持人：**大家好。\n\n**演示讲者：**谢谢。我们卖水壶，那个仓库，没人数过。后来每周一盘点。"
    assert found.head == "会议主题：每周一盘点\n2026-03-19"


@pytest.mark.parametrize(
    "notes",
    [
        "[00:00:01] Anna: One.\n[00:00:05] Ben: Two.\n[00:00:09] Anna: Three.",
        "Anna 00:01\nOne.\n\nBen 00:05\nTwo.\n\nAnna 00:09\nThree.",
        "**Anna** 0:01\n\nOne.\n\n**Ben** 0:05\n\nTwo.\n\n**Anna** 0:09\n\nThree.",
    ],
)
def test_each_recorders_way_of_writing_is_read(notes: str) -> None:
    found = recording_from(notes, leaves_fillers_out=True)
    assert found is not None
    assert found.words == "**Anna:** One.\n\n**Ben:** Two.\n\n**Anna:** Three."


def test_a_long_turn_is_parted_at_a_sentence() -> None:
    said = "We count every Monday and we are wrong by less each time. " * 8
    cues = "\n\n".join(f"00:00:0{n}.000 --> 00:00:0{n + 1}.000\n{said}" for n in range(4))
    found = recording_from(cues, leaves_fillers_out=True)
    assert found is not None
    assert [part[-5:] for part in found.words.split("\n\n")] == ["time.", "time."]


@pytest.mark.parametrize(
    "text",
    [
        "Just a text.\n\nWe met at 10:30 and it went well.",
        "\n".join(["Our day:", "09:00 Breakfast: tea", "10:00 Talk: stock", "11:00 Walk: far", *["Words."] * 40]),
        "Anna 00:09\nOne.\nBen 00:05\nTwo.\nAnna 00:01\nThree.",
    ],
)
def test_what_is_no_recording_is_left_alone(text: str) -> None:
    assert recording_from(text, leaves_fillers_out=True) is None


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("那个店的金额没错。", "那个店的金额没错。"),
        ("那个，那个我们开始。", "我们开始。"),
        ("嗯，好的。呃我想说", "好的。我想说"),
        ("um so we, uh, count. Uh, it takes an hour", "So we count. It takes an hour"),
        ("Umbrellas and drum sets", "Umbrellas and drum sets"),
        ("嗯。", ""),
    ],
)
def test_only_sounds_of_thinking_go(said: str, left: str) -> None:
    assert without_fillers(said)[0] == left
