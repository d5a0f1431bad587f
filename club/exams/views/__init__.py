"""Pages of exams: what may be sat, sitting it, what came of it, who passed."""

from club.exams.views import overseeing, results, sitting, taking
from club.exams.views.blueprint import blueprint

__all__ = ["blueprint", "overseeing", "results", "sitting", "taking"]
