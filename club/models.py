"""Every model, imported so that the metadata is whole."""

from club.acknowledgements import models as acknowledgements
from club.answers import models as answers
from club.applications import models as applications
from club.banks import models as banks
from club.classes import material_models as class_materials
from club.classes import models as classes
from club.classes import picture_models as class_pictures
from club.clubs import models as clubs
from club.copies import models as copies
from club.core import audit, forms, held, links, messages, outbox, unsaved
from club.courses import homework_models as homework
from club.courses import learning_models as learning
from club.courses import models as courses
from club.courses import picture_models as course_pictures
from club.courses import qualification_models as qualifications
from club.courses import tally_models as tallies
from club.courses import task_models as tasks
from club.documents import models as documents
from club.dues import models as dues
from club.exams import call_models as exam_calls
from club.exams import count_models as exam_counts
from club.exams import models as exams
from club.firms import models as firms
from club.growth import models as growth
from club.library import count_models as counts
from club.library import kit_models as kits
from club.library import models as library
from club.library import offer_models as offers
from club.news import models as news
from club.news import picture_models as article_pictures
from club.people import models as people
from club.search import models as search
from club.talks import author_models as co_authors
from club.talks import media_models as media
from club.talks import models as talks
from club.talks import note_models as talk_notes
from club.talks import picture_models as talk_pictures
from club.talks import slide_models as slides
from club.talks import version_models as versions

__all__ = [
    "acknowledgements",
    "answers",
    "applications",
    "article_pictures",
    "audit",
    "banks",
    "class_materials",
    "class_pictures",
    "classes",
    "clubs",
    "co_authors",
    "copies",
    "counts",
    "course_pictures",
    "courses",
    "documents",
    "dues",
    "exam_calls",
    "exam_counts",
    "exams",
    "firms",
    "forms",
    "growth",
    "held",
    "homework",
    "kits",
    "learning",
    "library",
    "links",
    "media",
    "messages",
    "news",
    "offers",
    "outbox",
    "people",
    "qualifications",
    "search",
    "slides",
    "talk_notes",
    "talk_pictures",
    "talks",
    "tallies",
    "tasks",
    "unsaved",
    "versions",
]
