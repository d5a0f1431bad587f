"""An installation of its own for each drill."""

import os
from pathlib import Path

SECRET = "a secret for drills only, long enough"


def environment(folder: Path, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "CLUB_MODE": "development",
        "CLUB_INSTANCE": str(folder),
        "SECRET_KEY": SECRET,
        "KEY_ENCRYPTION_KEY": SECRET,
        "DATABASE_URL": f"sqlite:///{folder / 'club.db'}",
        "BASE_HOSTS": "127.0.0.1,localhost",
        "EMBEDDED_JOBS": "0",
        **more,
    }
