"""`python -m club`: granian with its options, serving an application that its workers and their jobs share."""

import sys

from granian.cli import cli

from club import serving  # made here, and forked with each worker

ALWAYS = ("--interface", "wsgi", "--no-ws", "--factory")

if __name__ == "__main__":
    serving.part_with_jobs()
    cli([*ALWAYS, *sys.argv[1:], "club.serving:worker"], prog_name="python -m club", auto_envvar_prefix="GRANIAN")
