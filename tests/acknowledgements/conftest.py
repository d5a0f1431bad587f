"""The day on which the mill's people read and sign."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from tests.acknowledgements.mill import NOON


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[Any]:
    """It is noon, and stays so until a test moves on."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller
