"""Sealing what must be used again."""

from dataclasses import replace

import pytest

from club.core.secrets import NotSealedHere, seal, unseal


def test_what_was_sealed_is_read_again(app) -> None:
    assert unseal(seal("sk_test_密钥")) == "sk_test_密钥"


def test_a_seal_shows_nothing_and_differs_each_time(app) -> None:
    assert "sk_test" not in seal("sk_test")
    assert seal("sk_test") != seal("sk_test")


def test_another_key_or_a_changed_seal_is_refused(app, monkeypatch) -> None:
    sealed = seal("sk_test")
    with pytest.raises(NotSealedHere):
        unseal(sealed[:-4] + "AAA=")
    monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], key_encryption_key="another"))
    with pytest.raises(NotSealedHere):
        unseal(sealed)
