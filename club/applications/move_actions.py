"""What every step of an application does: hold the row, move its status, tell its applicant."""

from sqlalchemy import select

from club.applications.models import Application, ApplicationStatus
from club.applications.progress_rules import passes, transition_problem
from club.core.db import session
from club.core.messages import Event, Recipient, send
from club.core.money import Money
from club.core.refusals import Refused


def hold(application: Application) -> None:
    """Lock the row for the rest of this commit, so that two steps at once become one after the other."""
    held = select(Application).where(Application.id == application.id).with_for_update()
    session().scalars(held, execution_options={"populate_existing": True}).one()


def move(application: Application, then: ApplicationStatus, *, gate: Money | None = None) -> None:
    """Change the status; a Refused where the table of transitions, or the club’s gate, doesn’t allow it."""
    passes_gate = gate is not None and passes(application.verified, gate)
    problem = transition_problem(application.status, then, passes_gate=passes_gate)
    if problem is not None:
        raise Refused(problem)
    application.status = then
    application.version += 1


def tell(application: Application, event: Event) -> None:
    """Send the applicant a message in the applicant’s language."""
    send(event, Recipient(lang=application.lang, email=application.contact_email, subject_ref=application.ref))
