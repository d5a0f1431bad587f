"""How long what an applicant sent is kept once the case is over, as the notice for applicants promises."""

from datetime import datetime, timedelta
from typing import NamedTuple

FILES_KEPT = timedelta(days=30)
REST_KEPT = timedelta(days=365)
"""After an application was declined or withdrawn; of an admitted one everything stays with the firm’s record."""


class KeptUntil(NamedTuple):
    """When the files of a case and when the rest of it go."""

    files: datetime
    rest: datetime


def kept_until(ended_at: datetime) -> KeptUntil:
    """How long a case is kept that was declined or withdrawn at this moment."""
    return KeptUntil(ended_at + FILES_KEPT, ended_at + REST_KEPT)
