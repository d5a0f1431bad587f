"""`make run`: migrate, fill an empty database with the demo, say where to look, serve."""

import logging
import os
import subprocess
import sys
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import text

WELCOME = """
  {home}/goldcrown   the club to look at (also {home}/harbor, its neighbour)
  {home}/dev/mail    the mails it would have sent

  Everybody’s password is golden-crown-demo. Sign in at {home}/goldcrown/login as
    admin@goldcrown.example         administrator of the club
    secretary@goldcrown.example     desk; verifier@ opens evidence, treasurer@ records payments
    reviewer1@goldcrown.example     board member; so are reviewer2@ and reviewer3@
    instructor@goldcrown.example    writes talks
    owner@lantern.example           owner of a member firm; lead@ and staff@ work there
    owner@bamboo.example            owner of a competitor
    owner@quay.example              owner of a firm of harbor
    operator@club.example           operator of the installation

  Ctrl-C stops it; the data stays in instance/.
"""


def prepare() -> None:
    """Bring the database to the newest migration; on the first start put the demo into it."""
    from club.core.db import plain_engine
    from wsgi import app

    with app.app_context():
        logging.disable(logging.INFO)
        upgrade()
        with plain_engine(app.extensions["settings"].database_owner_url).connect() as connection:
            is_empty = connection.execute(text("SELECT count(*) FROM club")).scalar() == 0
    if is_empty:
        print("Writing the demo ...", flush=True)
        subprocess.run([sys.executable, "-m", "flask", "--app", "wsgi", "demo", "seed"], check=True)


def main(port: str) -> None:
    os.environ.setdefault("CLUB_MODE", "development")
    os.environ["PORT"] = port
    prepare()
    print(WELCOME.format(home=f"http://127.0.0.1:{port}"), flush=True)
    command = ["granian", "--interface", "wsgi", "--no-ws", "--workers", "1", "--blocking-threads", "4"]
    os.execvp(command[0], [*command, "--log-level", "warning", "--port", port, "wsgi:app"])


if __name__ == "__main__":
    sys.path.insert(0, str(Path.cwd()))
    main(sys.argv[1])
