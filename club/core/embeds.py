"""Videos that lie elsewhere: which places are allowed, and the player that each has for other people’s pages."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A place for videos: how its addresses look, and where its player stands."""

    name: str
    address: re.Pattern[str]
    host: str
    player: str


PLACES = (
    Place(
        "YouTube",
        re.compile(
            r"https://(?:(?:www\.|m\.)?youtube\.com/(?:watch\?(?:[^#]*&)?v=|embed/|shorts/)|youtu\.be/)([\w-]{6,20})"
        ),
        "https://www.youtube-nocookie.com",
        "/embed/{key}?autoplay=1",
    ),
    Place(
        "Bilibili",
        re.compile(r"https://(?:(?:www|m)\.)?bilibili\.com/video/(BV[0-9A-Za-z]{8,14})"),
        "https://player.bilibili.com",
        "/player.html?bvid={key}&autoplay=1&danmaku=0",
    ),
    Place(
        "Tencent Video",
        re.compile(r"https://v\.qq\.com/x/(?:page|cover/[0-9a-z]+)/([0-9a-z]{8,14})"),
        "https://v.qq.com",
        "/txp/iframe/player.html?vid={key}&autoplay=true",
    ),
    Place(
        "Vimeo",
        re.compile(r"https://(?:www\.)?vimeo\.com/(?:video/)?(\d{5,12})"),
        "https://player.vimeo.com",
        "/video/{key}?autoplay=1&dnt=1",
    ),
)


@dataclass(frozen=True)
class Embed:
    """A video as it is shown: the place that it lies at, the host that a page must allow, the player’s address."""

    place: str
    host: str
    src: str


def embed(address: str) -> Embed | None:
    """The player of a video’s address; nothing where the place is not allowed or the address names no video."""
    for place in PLACES:
        if found := place.address.match(address.strip()):
            return Embed(place.name, place.host, place.host + place.player.format(key=found[1]))
    return None
