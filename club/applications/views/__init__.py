"""Pages of applications, one module for each side that looks at one."""

from club.applications.views import apply, desk, owner, papers, status, votes
from club.applications.views.blueprint import blueprint

__all__ = ["apply", "blueprint", "desk", "owner", "papers", "status", "votes"]
