"""Pages of answers at work: the panel, what it lacks, what is used."""

from club.answers.views import panel, queue, using
from club.answers.views.addresses import blueprint

__all__ = ["blueprint", "panel", "queue", "using"]
