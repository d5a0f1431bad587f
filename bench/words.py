"""The same words, and as many, for both sides."""

import random

TALKS = 200
LEXICON = (
    *("stock", "price", "margin", "return", "shelf", "brand", "audit"),
    *("growth", "market", "order", "refund", "supply", "advert", "funnel"),
)


class Words:
    """Sentences of nothing in particular, the same at every run."""

    def __init__(self) -> None:
        self.chance = random.Random(11)

    def __call__(self, number: int) -> str:
        return " ".join(self.chance.choices(LEXICON, k=number))
