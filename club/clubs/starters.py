"""The texts that a new club begins with, privacy notices and the release agreement: in force only once published."""

from functools import cache
from importlib.resources import files

from club.clubs.models import Club, NoticeKind


def starter_notice(kind: NoticeKind, lang: str, club: Club) -> str:
    """The starter text of a notice, with what the club has set filled in."""
    telephone = f" {club.telephone}" if club.telephone else ""
    return (
        _text(kind.value, lang)
        .replace("{club}", club.name_in(lang))
        .replace("{days}", str(club.refused_kept_days))
        .replace("{telephone}", f"（{club.telephone}）" if telephone and lang == "zh" else telephone)
    )


def starter_release(lang: str, club: Club) -> str:
    """The starter text of what speakers agree to; in force only once an administrator has saved it."""
    return _text("release", lang).replace("{club}", club.name_in(lang))


@cache
def _text(name: str, lang: str) -> str:
    return files(__package__).joinpath("texts", f"{name}.{lang}.md").read_text(encoding="utf-8").strip()
