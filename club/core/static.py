"""Static files at /static/<digest>/<name>, before any club is looked for."""

from collections.abc import Callable, Iterable
from typing import Any

from whitenoise import WhiteNoise

from club.core.pages import STATIC, asset

PACKED = (".gz", ".br")


def serve(inner: Callable[..., Iterable[bytes]]) -> Any:
    """Wrap a WSGI application with the static files, cached for ever."""
    server = WhiteNoise(inner, max_age=31536000, immutable_file_test=lambda _path, _url: True, index_file=False)
    for path in STATIC.rglob("*"):
        if path.is_file() and path.suffix not in PACKED:
            name = path.relative_to(STATIC).as_posix()
            server.add_file_to_dictionary(asset(name), str(path))
    return server
