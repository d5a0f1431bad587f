"""What people read for the values of a course."""

from flask_babel import gettext, pgettext

from club.core.text import N_
from club.courses.models import Charge, CourseStatus, Sort
from club.courses.task_models import Asks

SORTS = {
    Sort.TEXT: N_("Text"),
    Sort.VIDEO: N_("Video"),
    Sort.FILE: N_("File"),
    Sort.TALK: N_("Talk"),
    Sort.EXAM: N_("Exam"),
    Sort.TASK: N_("Task"),
}
ASKED = {
    Asks.ADOPT: N_("Adopt a text of the library and publish it"),
    Asks.PUBLISH: N_("Publish a text of a kind"),
    Asks.PASSED: N_("So many people pass an exam of the library"),
    Asks.SIGNED: N_("So many people sign a text of the library"),
    Asks.FREE: N_("Answer in words, graded by an instructor"),
}
CHARGES = {
    Charge.LEAD: N_("Leads the course"),
    Charge.AUTHOR: N_("Writes on it"),
    Charge.GRADER: N_("Follows and grades"),
}


def state(status: CourseStatus) -> str:
    """How a course stands; elsewhere the same English words name a day, which Chinese tells apart."""
    said = {
        CourseStatus.DRAFT: gettext("Draft"),
        CourseStatus.PUBLISHED: pgettext("state", "Published"),
        CourseStatus.RETIRED: gettext("Retired"),
    }
    return str(said[status])
