"""The WSGI application, made from the environment."""

import os
import sys

from club import create_app
from config import Settings, SettingsError

try:
    app = create_app(Settings.from_env(os.environ))
except SettingsError as error:
    sys.exit(f"club: {error}")
