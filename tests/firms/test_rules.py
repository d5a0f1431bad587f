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
    assert slug_of("7 7 7") == ""
    assert len(slug_of("lamp " * 1000)) <= 40


def test_a_chinese_name_gives_an_address_as_it_sounds() -> None:
    assert slug_of("灯笼") == slug_of("燈籠") == "denglong"
    assert slug_of("杭州山岚户外用品有限公司") == slug_of("杭州山岚户外集团股份有限公司") == "hangzhoushanlanhuwai"
    assert slug_of("（义乌）百货") == "yiwubaihuo"
    assert slug_of("有限公司") == slug_of("鹅") == ""


def test_a_taken_address_gets_a_number_and_a_name_that_makes_no_word_a_ref() -> None:
    assert list(slugs_for("Lamp", "r"))[:3] == ["lamp", "lamp-2", "lamp-3"]
    assert list(slugs_for("Лампа", "abc")) == ["firm-abc"]
