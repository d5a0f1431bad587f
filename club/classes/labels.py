"""The words for how somebody stands with a class."""

from club.classes.models import Standing
from club.core.text import N_

STANDINGS = {
    Standing.APPLIED: N_("Applied"),
    Standing.PLACED: N_("Has a place"),
    Standing.WAITING: N_("Waits in line"),
    Standing.OFFERED: N_("Place offered"),
    Standing.DECLINED: N_("Not given a place"),
    Standing.LAPSED: N_("Offer ran out"),
    Standing.WITHDRAWN: N_("Withdrawn"),
}
STANDING_KINDS = {Standing.APPLIED: "warn", Standing.PLACED: "good", Standing.OFFERED: "warn", Standing.DECLINED: "bad"}
