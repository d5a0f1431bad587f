"""Credit codes are checked character by character; ID-card numbers are noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from club.core.credit_code import looks_like_id_card, parse_credit_code
from club.core.refusals import Refusal

BODY = "91330106MADEM0001"
CODE = BODY + uscc.calc_check_digit(BODY)
ID_CARD = "11010519491231002X"


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        f" {CODE[:4]} {CODE[4:10]} {CODE[10:]} ",
        "-".join(CODE),
        CODE.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"}),
    ],
)
def test_a_code_is_read_however_it_is_spaced(typed):
    assert parse_credit_code(typed) == CODE


@pytest.mark.parametrize(
    ("typed", "code", "values"),
    [
        ("", "empty", {}),
        (CODE[:-1], "length", {"count": 17}),
        (CODE + "1", "length", {"count": 19}),
        ("9" * 5000, "length", {"count": 5000}),
        (CODE[:-1] + ("0" if CODE[-1] != "0" else "1"), "check_character", {}),
        ("9133O106" + CODE[8:], "confusable", {"character": "O", "place": 5}),
        (CODE[:8] + "I" + CODE[9:], "confusable", {"character": "I", "place": 9}),
        ("A" + CODE[1:], "first_eight", {}),
        ("企业" + CODE[2:], "strange_character", {"character": "企"}),
        ("<script>", "strange_character", {"character": "<"}),
        (ID_CARD, "id_card", {}),
    ],
)
def test_a_wrong_code_is_refused_by_what_is_wrong_with_it(typed, code, values):
    refusal = parse_credit_code(typed)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, dict(refusal.values)) == (code, values)
    assert refusal.next_step


@given(st.integers(0, 16), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_mistyped_character_is_always_noticed(place, character):
    typed = CODE[:place] + character + CODE[place + 1 :]
    assert (parse_credit_code(typed) == CODE) == (typed == CODE)


@given(st.text(max_size=40))
def test_any_text_gets_an_answer(typed):
    assert isinstance(parse_credit_code(typed), str | Refusal)
    assert isinstance(looks_like_id_card(typed), bool)


@pytest.mark.parametrize(
    "text",
    [
        ID_CARD,
        ID_CARD.lower(),
        f"My number is {ID_CARD}.",
        "110105 19491231 002X",
        f"身份证{ID_CARD}，谢谢",
        "１１０１０５１９４９１２３１００２Ｘ",
    ],
)
def test_an_id_card_number_is_noticed_wherever_it_stands(text):
    assert looks_like_id_card(text)


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        "",
        "110105194912310021",
        "11010519491331002X",
        "99010519491231002X",
        "1" + ID_CARD,
        "13800138000",
        "6222021234567890123",
    ],
)
def test_other_numbers_are_not_taken_for_id_cards(text):
    assert not looks_like_id_card(text)
