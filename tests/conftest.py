"""What every test stands on."""

pytest_plugins = ["tests.whole_run", "tests.ground", "tests.chromium"]
