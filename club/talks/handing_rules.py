"""What is handed in goes back to its writers: taken back by themselves, or given back by an editor, with words."""

from collections.abc import Collection

from club.core.refusals import Refusal
from club.core.text import N_

NOT_HANDED_IN = Refusal(
    "not_handed_in",
    N_("This waits for no editor any more: somebody published it, gave it back or took it back meanwhile."),
    N_("Nobody was told what you wrote. Open it again to see how it stands."),
)
WORDS_WANTED = Refusal(
    "words_wanted",
    N_("Somebody else wrote this, and is to know why it comes back."),
    N_("Open it again and give it back with your words."),
)


def takes_back(person_id: int | None, writers: Collection[int | None]) -> bool:
    """Whether somebody takes it back without a word: who wrote it, and where no writer is left whoever may."""
    return not writers or person_id in writers
