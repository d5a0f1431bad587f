"""Reads of offers: the club's queue, one offer, and what a firm gave."""

from sqlalchemy import and_, bindparam, func, select

from club.core.walls import reads
from club.documents.joins import its_document
from club.documents.models import Document
from club.firms.models import Firm, FirmRecord, Membership
from club.library.models import Template
from club.library.offer_models import ClauseGiven, ClauseOffer, OfferStatus

_TEMPLATE = and_(Template.club_id == ClauseOffer.club_id, Template.id == ClauseOffer.template_id)
PAGE = 50

QUEUE = reads(
    select(
        ClauseOffer.ref,
        ClauseOffer.offered_on,
        ClauseOffer.credit,
        ClauseOffer.lang,
        ClauseOffer.fields,
        Template.title_en,
        Template.title_zh,
    )
    .join(Template, _TEMPLATE)
    .where(ClauseOffer.status == OfferStatus.WAITING)
    .order_by(ClauseOffer.offered_on, ClauseOffer.ref)
    .limit(PAGE)
)
WAITING = reads(select(func.count()).select_from(ClauseOffer).where(ClauseOffer.status == OfferStatus.WAITING))
ONE = reads(
    select(*ClauseOffer.__table__.c, Template.slug, Template.title_en, Template.title_zh)
    .join(Template, _TEMPLATE)
    .where(ClauseOffer.ref == bindparam("ref"))
)
GIVEN = reads(
    select(ClauseGiven.item, ClauseGiven.name, ClauseGiven.status, ClauseGiven.reason, ClauseGiven.consented_at)
    .join(
        Document,
        its_document(ClauseGiven),
    )
    .where(Document.ref == bindparam("ref"))
    .order_by(ClauseGiven.consented_at.desc(), ClauseGiven.ref)
    .limit(PAGE)
)
PEOPLE = reads(select(Membership.name))
FIRM = reads(
    select(Firm.name, Firm.slug, FirmRecord.legal_name)
    .outerjoin(FirmRecord, and_(FirmRecord.club_id == Firm.club_id, FirmRecord.firm_id == Firm.id))
    .where(Firm.id == bindparam("firm_id"))
)
