"""A talk or an article in the words of schema.org."""

from typing import Any

from club.core.addresses import base
from club.core.described import Node, described, organization, person
from club.core.embeds import Embed


def article(text: Any, *, address: str, club: str, image: str = "", player: Embed | None = None) -> Node:
    """A text that is out; whoever spoke is its author, else the club."""
    ours, speaker = organization(club, base()), getattr(text, "speaker", "")
    return described(
        "Article",
        headline=text.title,
        text=text.summary,
        address=address,
        lang=text.lang,
        image=image,
        mainEntityOfPage=address,
        datePublished=text.published_at.isoformat(),
        dateModified=max(text.published_at, text.written_at).isoformat(),
        publisher=ours,
        isBasedOn=text.original,
        author=person(speaker, text.firm_name) if speaker else ours,
        video=_video(text, player, image=image) if player else None,
    )


def _video(text: Any, player: Embed, *, image: str) -> Node:
    seen = {
        "@type": "VideoObject",
        "name": text.title,
        "description": text.summary,
        "embedUrl": player.src,
        "uploadDate": text.published_at.isoformat(),
        "thumbnailUrl": image,
    }
    return {name: value for name, value in seen.items() if value}
