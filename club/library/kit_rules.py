"""What a talk may carry."""

from club.core.refusals import Refusal
from club.core.text import N_

MOST_PIECES = 12
LONGEST_WHY = 200
MOST_CARRIERS = 12
"""So many talks that carry a text stand on its page, the newest."""

IN_IT_ALREADY = Refusal(
    "kit.there",
    N_("This text is in the kit already."),
    N_("Change its line or its passage instead of adding it twice."),
)
FULL = Refusal(
    "kit.full",
    N_("A kit holds no more than %(most)s texts."),
    N_("Take out what readers need least."),
    {"most": MOST_PIECES},
)
