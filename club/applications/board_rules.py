"""How a board decides: votes, quorum, those who stand aside, questions that hold a decision open."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from club.applications.models import Choice
from club.core.text import N_, Phrase


class BoardOutcome(StrEnum):
    """Where a board stands."""

    OPEN = "open"
    ASKING = "asking"
    APPROVED = "approved"
    REFUSED = "refused"
    TOO_FEW = "too_few"


@dataclass(frozen=True)
class BoardVerdict:
    """The board’s answer so far, the count it rests on, and what would decide it."""

    outcome: BoardOutcome
    yes: int
    no: int
    still_to_vote: int
    reason: Phrase

    @property
    def decided(self) -> bool:
        """Whether votes no longer change anything."""
        return self.outcome in {BoardOutcome.APPROVED, BoardOutcome.REFUSED}


def board_verdict(
    votes: Mapping[int, Choice],
    *,
    board: Collection[int],
    quorum_yes: int,
    recused: Collection[int] = (),
    open_questions: int = 0,
) -> BoardVerdict:
    """Count the votes of those who may decide; an open question holds the decision, not the voting.

    Members are named by their person’s key. `recused` must not handle the
    case; whoever stands aside joins them. Both shrink the board, never the quorum: too few left is
    nobody’s refusal, the club has to name another member.
    """
    sitting = {m for m in board if m not in recused and votes.get(m) is not Choice.STAND_ASIDE}
    yes = sum(votes.get(m) is Choice.YES for m in sitting)
    no = sum(votes.get(m) is Choice.NO for m in sitting)
    outcome = _outcome(yes, no, len(sitting), quorum_yes, open_questions)
    values = {"yes": yes, "no": no, "quorum": quorum_yes, "sitting": len(sitting)}
    return BoardVerdict(outcome, yes, no, len(sitting) - yes - no, Phrase(_REASONS[outcome], values))


def _outcome(yes: int, no: int, sitting: int, quorum_yes: int, open_questions: int) -> BoardOutcome:
    if sitting < quorum_yes:
        return BoardOutcome.TOO_FEW
    if open_questions:
        return BoardOutcome.ASKING
    if yes >= quorum_yes:
        return BoardOutcome.APPROVED
    return BoardOutcome.REFUSED if sitting - no < quorum_yes else BoardOutcome.OPEN


_REASONS = {
    BoardOutcome.OPEN: N_("%(yes)s of %(quorum)s votes for it."),
    BoardOutcome.ASKING: N_("A question is open; the decision waits for its answer."),
    BoardOutcome.APPROVED: N_("%(yes)s votes for it; %(quorum)s were needed."),
    BoardOutcome.REFUSED: N_(
        "%(no)s of %(sitting)s voted against it; %(quorum)s votes for it can no longer be reached."
    ),
    BoardOutcome.TOO_FEW: N_(
        "Only %(sitting)s may vote, and %(quorum)s votes are needed. The club has to name another member."
    ),
}
