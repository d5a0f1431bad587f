"""What people read for the values of a course."""

from club.core.text import N_
from club.courses.models import Charge, CourseStatus, Sort

SORTS = {
    Sort.TEXT: N_("Text"),
    Sort.VIDEO: N_("Video"),
    Sort.FILE: N_("File"),
    Sort.TALK: N_("Talk"),
}
CHARGES = {
    Charge.LEAD: N_("Leads the course"),
    Charge.AUTHOR: N_("Writes on it"),
    Charge.GRADER: N_("Follows and grades"),
}
STATUSES = {
    CourseStatus.DRAFT: N_("Draft"),
    CourseStatus.PUBLISHED: N_("Published"),
    CourseStatus.RETIRED: N_("Retired"),
}
