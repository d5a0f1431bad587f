"""Everything that the account's blueprint serves."""

from club.account import inbox, me, preferences, recovery, second_factor, sign_in
from club.account.blueprint import blueprint

__all__ = ["blueprint", "inbox", "me", "preferences", "recovery", "second_factor", "sign_in"]
