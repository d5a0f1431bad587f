"""`flask jobs`: look at the outbox, run it, try dead jobs again."""

import click
from sqlalchemy import select

from club.core import jobs as engine
from club.core import outbox
from club.core.db import session, transaction
from club.core.verbs import Verbs

jobs = Verbs("jobs", help="Jobs of the outbox: run, list the dead, try again.")


@jobs.command("run")
def run() -> None:
    """Carry out everything that is due, then stop."""
    click.echo(f"{engine.finish_all()} carried out")


@jobs.command("work")
@click.option("--workers", default=2, show_default=True, help="Threads that carry jobs out.")
def work(workers: int) -> None:
    """Carry jobs out until stopped: a process of its own, beside web processes with EMBEDDED_JOBS=0."""
    engine.engine().work(workers)


@jobs.command("dead")
def dead() -> None:
    """List the jobs that were given up."""
    for job in session().scalars(select(outbox.Job).where(outbox.Job.dead_at.is_not(None)).order_by(outbox.Job.id)):
        click.echo(f"{job.id}\t{job.name}\t{job.dead_at:%Y-%m-%d %H:%M}\t{job.error}")


@jobs.command("again")
@click.argument("job_id", type=int)
def again(job_id: int) -> None:
    """Give a dead job another five tries."""
    with transaction():
        revived = outbox.again(job_id)
    if not revived:
        raise click.ClickException(f"no dead job {job_id}")
    click.echo("it will be tried again")
