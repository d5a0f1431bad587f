"""Words that several kinds share: for the fields of their common parts and for closed choices."""

from club.core.text import N_

COMMON: dict[str, str] = {
    "title": N_("Title"),
    "summary": N_("Summary"),
    "blanks": N_("Blanks"),
    "Blank.label": N_("What is filled in"),
    "Blank.type": N_("Kind of value"),
    "Blank.value": N_("Value"),
    "Clause.title": N_("Heading"),
    "Clause.text": N_("Text"),
    "Clause.must": N_("Binding"),
}

ASSESSMENT: dict[str, str] = {
    "indicators": N_("Indicators"),
    "Indicator.name": N_("Indicator"),
    "Indicator.weight": N_("Weight"),
    "Indicator.better": N_("Which way is better"),
    "Indicator.measure": N_("How it is measured"),
    "Indicator.unit": N_("Unit"),
    "Indicator.origin": N_("Where the value comes from"),
    "Indicator.source": N_("Source"),
    "Indicator.bands": N_("Bands"),
    "pay_bands": N_("What a total pays"),
    "example": N_("Worked example"),
    "Example.values": N_("Values"),
    "Example.total": N_("Total"),
    "Example.text": N_("The sum written out"),
}

# A choice is said alike wherever it stands, so the word alone is the key.
CHOICES: dict[str, str] = {
    "text": N_("A text"),
    "number": N_("A number"),
    "money": N_("An amount of money"),
    "percent": N_("A percentage"),
    "date": N_("A date"),
    "higher": N_("Higher is better"),
    "lower": N_("Lower is better"),
    "ratio": N_("A ratio"),
    "count": N_("A count"),
    "seconds": N_("A time in seconds"),
    "manual": N_("Judged by hand"),
    "ticks": N_("Ticks of the process table"),
    "import": N_("An imported table"),
    "report": N_("A named report"),
    "lead": N_("The lead"),
    "self": N_("The person"),
    "all": N_("All stages"),
    "own_next": N_("Their stage and the next"),
    "own": N_("Their stage only"),
    "daily": N_("Every day"),
    "weekly": N_("Every week"),
    "monthly": N_("Every month"),
    "range": N_("A range with its parts"),
    "agreed": N_("Agreed with each person"),
    "single": N_("One answer is right"),
    "multiple": N_("Several answers may be right"),
    "true_false": N_("True or false"),
    "numeric": N_("A number to type"),
    "order": N_("Put in order"),
    "match": N_("Find what belongs together"),
    "short": N_("A short answer"),
    "typing": N_("Type a text"),
    "open": N_("An answer in words, graded by a person"),
    "firm": N_("The firm’s own bank"),
    "club": N_("The club’s bank"),
}

CLASSES: dict[str, str] = {
    "typo": N_("Typo: nobody has to do anything"),
    "minor": N_("Minor: people are told"),
    "major": N_("Major: people read and sign it again"),
}
"""What a class of change asks of people; the short words stand in `documents/_changes.html`."""
