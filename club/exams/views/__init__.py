"""Pages of exams: what may be sat, sitting it, what came of it, who passed."""

from club.exams.views import grading, overseeing, results, sitting, taking
from club.exams.views.blueprint import blueprint

__all__ = ["blueprint", "grading", "overseeing", "results", "sitting", "taking"]
