"""The firm's bank: for those who write its texts, and for nobody else."""

from flask.typing import ResponseReturnValue

from club.banks.views import files as sheets
from club.banks.views import pages, picturing
from club.banks.views.blueprint import OF_FIRM, blueprint, of_firm
from club.policy import Can, needs


@blueprint.get(OF_FIRM)
@needs(Can.DOCUMENT_WRITE)
def index(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """The questions of the firm's bank."""
    return pages.index(of_firm())


@blueprint.route(f"{OF_FIRM}/new", methods=["GET", "POST"])
@needs(Can.DOCUMENT_WRITE)
def add(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """A new question."""
    return pages.add(of_firm())


@blueprint.route(f"{OF_FIRM}/<ref:ref>", methods=["GET", "POST"])
@needs(Can.DOCUMENT_WRITE)
def edit(firm: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """One question."""
    return pages.edit(of_firm(), ref)


@blueprint.post(f"{OF_FIRM}/<ref:ref>/remove")
@needs(Can.DOCUMENT_WRITE)
def remove(firm: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """Take one out."""
    return pages.remove(of_firm(), ref)


@blueprint.route(f"{OF_FIRM}/files", methods=["GET", "POST"])
@needs(Can.DOCUMENT_WRITE)
def files(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """Bring a file in."""
    return sheets.files(of_firm())


@blueprint.get(f"{OF_FIRM}/files/<ref:ref>")
@needs(Can.DOCUMENT_WRITE)
def file(firm: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """One file, row by row."""
    return sheets.file(of_firm(), ref)


@blueprint.post(f"{OF_FIRM}/files/<ref:ref>/over")
@needs(Can.DOCUMENT_WRITE)
def over(firm: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """Take the rows of a file that wait."""
    return sheets.over(of_firm(), ref)


@blueprint.get(f"{OF_FIRM}/empty.xlsx")
@needs(Can.DOCUMENT_WRITE)
def empty(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """The empty table."""
    return sheets.empty(of_firm())


@blueprint.post(f"{OF_FIRM}/take")
@needs(Can.DOCUMENT_COPY)
def take(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """The whole bank as a file."""
    return sheets.take(of_firm())


@blueprint.get(f"{OF_FIRM}/files/<ref:ref>/questions")
@needs(Can.DOCUMENT_COPY)
def download(firm: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """A bank that was taken out."""
    return sheets.download(of_firm(), ref)


@blueprint.route(f"{OF_FIRM}/<ref:ref>/picture", methods=["GET", "POST"])
@needs(Can.DOCUMENT_WRITE)
def add_picture(firm: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """Put a picture to a question."""
    return picturing.add_picture(of_firm(), ref)


@blueprint.get(f"{OF_FIRM}/pictures/<ref:picture>")
@needs(Can.DOCUMENT_WRITE)
def picture(firm: str, picture: str) -> ResponseReturnValue:  # noqa: ARG001
    """A picture of the bank."""
    return picturing.one_of([of_firm().bank], picture)
