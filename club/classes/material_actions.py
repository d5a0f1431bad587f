"""Files come beside a class and go again; their bytes follow once that is committed."""

from dataclasses import dataclass

from flask import current_app
from sqlalchemy import func, select

from club.classes import material_rules as rules
from club.classes.ends import goes_with_draft
from club.classes.material_models import ClassMaterial
from club.classes.material_rules import MaterialType
from club.classes.models import ClassSession
from club.clubs.models import Club
from club.core import clock, outbox
from club.core.audit import Did, record
from club.core.db import session
from club.core.file_types import LARGEST_FILE, display_name
from club.core.files import FileStore, admit
from club.core.office import OFFICE, office_sort
from club.core.refs import new_ref
from club.core.refusals import Refusal, Refused
from club.core.scope import current

FORGET = "classes.forget_material"


@dataclass(frozen=True)
class Ready:
    """A file fit to be kept."""

    content: bytes
    kind: MaterialType
    name: str


def made_ready(content: bytes, name: str) -> Ready:
    """A file that was sent, looked over by its content; it takes a while, so rows are held after it.

    Pictures are made new. Refused where it is of another kind, too large, or holds programs.
    """
    if content.startswith(OFFICE):
        sort = office_sort(content, name, largest=LARGEST_FILE)
        if isinstance(sort, Refusal):
            raise Refused(rules.OTHER_TYPE if sort.code == "other_file" else sort)
        return Ready(content, MaterialType[sort.upper()], display_name(name))
    admitted = admit(content, name)
    if isinstance(admitted, Refusal):
        raise Refused(rules.OTHER_TYPE if admitted.code == "other_type" else admitted)
    return Ready(admitted.content, MaterialType(admitted.kind.value), admitted.name)


def put(row: ClassSession, file: Ready, *, by: int) -> ClassMaterial:
    """Put a file beside a class that is held. Refused where there is no room for it."""
    club = session().get_one(Club, current().club, with_for_update={"key_share": True})
    size = len(file.content)
    sums = select(func.count(ClassMaterial.id), func.coalesce(func.sum(ClassMaterial.size), 0))
    files, of_class = session().execute(sums.where(ClassMaterial.class_id == row.id)).one()
    of_club = session().execute(sums).one()[1]
    refusal = rules.no_room(size, files=files, of_class=int(of_class), of_club=int(of_club))
    if refusal is not None:
        raise Refused(refusal)
    key = store().keep(file.content, club=club.slug, today=clock.today(club.zone))
    facts = {"name": file.name, "media_type": file.kind.value, "size": size, "stored_as": key}
    made = ClassMaterial(ref=new_ref(), class_id=row.id, added_at=clock.now(), added_by_id=by, **facts)
    session().add(made)
    record(Did.CLASS_MATERIAL_ADDED, made.ref, of=row.ref, size=size)
    return made


def take_out(row: ClassSession, ref: str) -> bool:
    """Take a file away from a class that is held; False where there is none."""
    wanted = select(ClassMaterial).where(ClassMaterial.ref == ref, ClassMaterial.class_id == row.id)
    found = session().scalars(wanted).one_or_none()
    if found is None:
        return False
    record(Did.CLASS_MATERIAL_REMOVED, ref, of=row.ref)
    _let_go(found)
    return True


@goes_with_draft
def _go_with(class_id: int) -> None:
    for one in session().scalars(select(ClassMaterial).where(ClassMaterial.class_id == class_id)):
        _let_go(one)
    session().flush()


def _let_go(one: ClassMaterial) -> None:
    outbox.order(FORGET, stored_as=one.stored_as)
    session().delete(one)


@outbox.handles(FORGET)
def forget(*, stored_as: str) -> None:
    """Let the bytes of a file go."""
    store().forget(stored_as)


def store() -> FileStore:
    """Where files are kept."""
    files: FileStore = current_app.extensions["files"]
    return files
