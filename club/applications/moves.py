"""The two things every step of an application does: move its status, tell its applicant."""

from club.applications.models import Application, ApplicationStatus
from club.applications.progress import transition_problem
from club.core.messages import Event, Recipient, send
from club.core.refusals import Refused


def move(application: Application, then: ApplicationStatus) -> None:
    """Change the status; a Refused where the table of transitions doesn’t allow it."""
    problem = transition_problem(application.status, then)
    if problem is not None:
        raise Refused(problem)
    application.status = then
    application.version += 1


def tell(application: Application, event: Event) -> None:
    """Send the applicant a message in the applicant’s language."""
    send(event, Recipient(lang=application.lang, email=application.contact_email, subject_ref=application.ref))
