"""What is said of a file: bounded, and a fault is never lost behind notes."""

from club.copies.findings import MOST_TOLD, Understood


def test_no_more_is_gathered_than_is_told_and_faults_count_apart() -> None:
    said = Understood()
    for place in range(3 * MOST_TOLD):
        said.note("A formula stands here.", cell=f"A{place}")
    for place in range(3 * MOST_TOLD):
        said.fault("Fill this in.", cell=f"B{place}")
    assert (len(said.notes), len(said.faults)) == (MOST_TOLD, MOST_TOLD)
    assert said.faults[0].cell == "B0"
