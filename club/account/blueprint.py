"""Where the pages of the account are registered."""

from flask import Blueprint

blueprint = Blueprint("account", __name__)
