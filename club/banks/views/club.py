"""The club's bank at its desk: for those who write its templates, and those who offer it questions."""

from flask.typing import ResponseReturnValue

from club.banks.views import files as sheets
from club.banks.views import offering, pages, picturing
from club.banks.views.blueprint import OF_CLUB, blueprint, of_club
from club.policy import Can, needs


@blueprint.get(OF_CLUB)
@needs(Can.EXAM_WRITE)
def club_index() -> ResponseReturnValue:
    """The questions of the club's bank; whoever only offers some sees the own ones, and what tags it has."""
    place = of_club()
    return offering.own(place) if place.only_offers else pages.index(place)


@blueprint.route(f"{OF_CLUB}/new", methods=["GET", "POST"])
@needs(Can.EXAM_WRITE)
def club_add() -> ResponseReturnValue:
    """A new question."""
    return pages.add(of_club())


@blueprint.route(f"{OF_CLUB}/<ref:ref>", methods=["GET", "POST"])
@needs(Can.EXAM_WRITE)
def club_edit(ref: str) -> ResponseReturnValue:
    """One question."""
    return pages.edit(of_club(), ref)


@blueprint.post(f"{OF_CLUB}/<ref:ref>/remove")
@needs(Can.EXAM_WRITE)
def club_remove(ref: str) -> ResponseReturnValue:
    """Take one out."""
    return pages.remove(of_club(), ref)


@blueprint.get(f"{OF_CLUB}/offered")
@needs(Can.TEMPLATE_WRITE)
def club_offered() -> ResponseReturnValue:
    """What instructors offer."""
    return offering.offered(of_club())


@blueprint.post(f"{OF_CLUB}/<ref:ref>/decide")
@needs(Can.TEMPLATE_WRITE)
def club_decide(ref: str) -> ResponseReturnValue:
    """Take an offered question in, or decline it."""
    return offering.decide(of_club(), ref)


@blueprint.route(f"{OF_CLUB}/files", methods=["GET", "POST"])
@needs(Can.TEMPLATE_WRITE)
def club_files() -> ResponseReturnValue:
    """Bring a file in."""
    return sheets.files(of_club())


@blueprint.get(f"{OF_CLUB}/files/<ref:ref>")
@needs(Can.TEMPLATE_WRITE)
def club_file(ref: str) -> ResponseReturnValue:
    """One file, row by row."""
    return sheets.file(of_club(), ref)


@blueprint.post(f"{OF_CLUB}/files/<ref:ref>/over")
@needs(Can.TEMPLATE_WRITE)
def club_over(ref: str) -> ResponseReturnValue:
    """Take the rows of a file that wait."""
    return sheets.over(of_club(), ref)


@blueprint.get(f"{OF_CLUB}/empty.xlsx")
@needs(Can.TEMPLATE_WRITE)
def club_empty() -> ResponseReturnValue:
    """The empty table."""
    return sheets.empty(of_club())


@blueprint.post(f"{OF_CLUB}/take")
@needs(Can.TEMPLATE_WRITE)
def club_take() -> ResponseReturnValue:
    """The whole bank as a file."""
    return sheets.take(of_club())


@blueprint.get(f"{OF_CLUB}/files/<ref:ref>/questions")
@needs(Can.TEMPLATE_WRITE)
def club_download(ref: str) -> ResponseReturnValue:
    """A bank that was taken out."""
    return sheets.download(of_club(), ref)


@blueprint.route(f"{OF_CLUB}/<ref:ref>/picture", methods=["GET", "POST"])
@needs(Can.TEMPLATE_WRITE)
def club_add_picture(ref: str) -> ResponseReturnValue:
    """Put a picture to a question."""
    return picturing.add_picture(of_club(), ref)


@blueprint.get(f"{OF_CLUB}/pictures/<ref:picture>")
@needs(Can.TEMPLATE_WRITE)
def club_picture(picture: str) -> ResponseReturnValue:
    """A picture of the bank."""
    return picturing.one_of([of_club().bank], picture)
