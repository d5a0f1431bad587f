"""Files of others are what their makers published, with their licence beside them."""

import hashlib
import json

from tests.pages.environment import ROOT


def test_vendored_files_are_unchanged_and_licensed() -> None:
    for folder in (ROOT / "club/static/vendor", ROOT / "tests/vendor"):
        for entry in json.loads((folder / "vendor.json").read_text()):
            digest = hashlib.sha256((folder / entry["file"]).read_bytes()).hexdigest()
            assert digest == entry["sha256"], f"{entry['file']} is not {entry['name']} {entry['version']}"
            assert (folder / entry["licence_file"]).is_file()
