"""What jobs are about, for whoever runs the installation; their own names are those of the logs."""

from flask_babel import gettext as _

from club.core.text import N_

ABOUT = {
    "account": N_("Accounts"),
    "acknowledgements": N_("Texts to sign"),
    "answers": N_("Standard answers"),
    "applications": N_("Applications"),
    "banks": N_("Question banks"),
    "cards": N_("Pictures of texts"),
    "classes": N_("Classes"),
    "clubs": N_("Clubs"),
    "copies": N_("Copies as files"),
    "courses": N_("Courses"),
    "documents": N_("Documents"),
    "exams": N_("Exams"),
    "firms": N_("Firms"),
    "held": N_("Held forms"),
    "home": N_("Front page"),
    "library": N_("Library"),
    "messages": N_("Messages"),
    "news": N_("News"),
    "people": N_("People"),
    "search": N_("Search"),
    "talks": N_("Talks"),
}


def about(name: str) -> str:
    """What a job is about, by its name."""
    noun = name.partition(".")[0]
    return str(_(ABOUT[noun])) if noun in ABOUT else noun
