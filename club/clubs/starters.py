"""The privacy notices that a new club begins with: good texts with blanks, in force only once published."""

from functools import cache
from importlib.resources import files

from club.clubs.models import Club, NoticeKind


def starter_notice(kind: NoticeKind, lang: str, club: Club) -> str:
    """The starter text of a notice, with what the club has set filled in."""
    telephone = f" {club.telephone}" if club.telephone else ""
    return (
        _text(kind, lang)
        .replace("{club}", club.name_in(lang))
        .replace("{days}", str(club.refused_kept_days))
        .replace("{telephone}", f"（{club.telephone}）" if telephone and lang == "zh" else telephone)
    )


@cache
def _text(kind: NoticeKind, lang: str) -> str:
    return files(__package__).joinpath("texts", f"{kind.value}.{lang}.md").read_text(encoding="utf-8").strip()
