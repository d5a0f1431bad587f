"""What slices above have to let go of when something of a firm ends."""

from collections.abc import Callable

Goodbye = Callable[[int], None]
_OF_DEPARTMENTS: list[Goodbye] = []


def when_department_goes(goodbye: Goodbye) -> Goodbye:
    """Register what is done, by a department's id, before the department goes."""
    _OF_DEPARTMENTS.append(goodbye)
    return goodbye


def say_goodbye_to_department(department_id: int) -> None:
    """Let everything go that names this department."""
    for goodbye in _OF_DEPARTMENTS:
        goodbye(department_id)
