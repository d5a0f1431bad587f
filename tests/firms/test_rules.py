"""What a firm may become and how it is called."""

from club.firms.models import FirmStatus
from club.firms.rules import TRANSITIONS, may_become, slug_of, slugs_for


def test_a_firm_opens_once_and_ends_for_good() -> None:
    assert may_become(FirmStatus.APPROVED_UNPAID, FirmStatus.ACTIVE)
    assert not may_become(FirmStatus.ACTIVE, FirmStatus.ACTIVE)
    assert not may_become(FirmStatus.ENDED, FirmStatus.ACTIVE)
    assert set(TRANSITIONS) == set(FirmStatus)


def test_an_address_is_made_of_the_latin_letters_of_the_name() -> None:
    assert slug_of("Lantern’s Light & Co.") == "lanterns-light-co"
    assert slug_of("杭州 ABC 灯具") == "abc"
    assert slug_of("Lumière") == "lumiere"
    assert slug_of("杭州灯具有限公司") == ""
    assert slug_of("7 7 7") == ""
    assert len(slug_of("lamp " * 1000)) <= 40


def test_a_taken_address_gets_a_number_and_a_chinese_name_a_ref() -> None:
    assert list(slugs_for("Lamp", "r"))[:3] == ["lamp", "lamp-2", "lamp-3"]
    assert list(slugs_for("灯具", "abc")) == ["firm-abc"]
