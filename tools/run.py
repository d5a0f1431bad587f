"""`make run`: migrate, fill an empty database with the demo, say where to look, serve."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from flask_migrate import upgrade
from sqlalchemy import text

WELCOME = """
  {home}/goldcrown   the club to look at (also {home}/harbor, its neighbour)
  {home}/dev/mail    the mails it would have sent

  Everybody’s password is golden-crown-demo. Sign in at {home}/goldcrown/login as
    admin@goldcrown.example         administrator of the club
    secretary@goldcrown.example     desk; verifier@ opens evidence, treasurer@ records payments
    reviewer1@goldcrown.example     board member; so are reviewer2@ and reviewer3@
    instructor@goldcrown.example    writes talks, courses and exams
    owner@lantern.example           owner of a member firm; lead@ and staff@ work there
    owner@bamboo.example            owner of a competitor
    owner@quay.example              owner of a firm of harbor
    operator@club.example           operator of the installation

  Ctrl-C stops it; the data stays in instance/.
"""


WITH_DOUBLE = """  Payments by card go to a double of the provider:
    4242 4242 4242 4242 pays, 4000 0000 0000 0002 is declined.
"""


def refuse_taken(port: str) -> None:
    """Stop where somebody serves this port: the server would share it, and each page come from one of the two."""
    with socket.socket() as line:
        if line.connect_ex(("127.0.0.1", int(port))) == 0:
            sys.exit(
                f"Port {port} is served already. Stop what serves it, or take another: make run PORT={int(port) + 1}"
            )


def prepare() -> str:
    """Bring the database to the newest migration, with the demo in it; the address of a payment double or nothing."""
    from club.core.db import plain_engine
    from club.serving import app

    settings = app.extensions["settings"]
    double: str = settings.stripe_api_base if settings.is_stripe_double else ""
    with app.app_context():
        upgrade()
        with plain_engine(app.extensions["settings"].database_owner_url).connect() as connection:
            is_empty = connection.execute(text("SELECT count(*) FROM club")).scalar() == 0
    if is_empty or double:
        print("Writing the demo ...", flush=True)
        subprocess.run([sys.executable, "-m", "flask", "--app", "wsgi", "demo", "seed"], check=True)
    return double


def serve(*, port: str, double: str) -> None:
    """Serve until interrupted; the double stops with the program."""
    command = [sys.executable, "-m", "club", "--workers", "1", "--blocking-threads", "4"]
    command += ["--log-level", "warning", "--port", port]
    if not double:
        os.execvp(command[0], command)
    hook = f"http://127.0.0.1:{port}/goldcrown/hooks/stripe"
    beside = [sys.executable, "-m", "tests.doubles.stripe", "--hook", hook, "--port", str(urlsplit(double).port)]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    started = [
        subprocess.Popen(beside, stdout=subprocess.DEVNULL),
        subprocess.Popen(command),
    ]
    try:
        with suppress(KeyboardInterrupt):
            started[-1].wait()
    finally:
        for process in started:
            process.terminate()
            process.wait()


def main(port: str) -> None:
    os.environ.setdefault("CLUB_MODE", "development")
    os.environ.setdefault("RECORDING_MEGABYTES", "500")
    os.environ.setdefault("RECORDINGS_MEGABYTES_PER_CLUB", "2000")
    os.environ["PORT"] = port
    refuse_taken(port)
    double = prepare()
    print(WELCOME.format(home=f"http://127.0.0.1:{port}"), flush=True)
    if double:
        print(WITH_DOUBLE, flush=True)
    serve(port=port, double=double)


if __name__ == "__main__":
    sys.path.insert(0, str(Path.cwd()))
    main(sys.argv[1])
