"""Who stands on the stages of a ladder: what a document may not let go of."""

from club.core.text import N_, Phrase
from club.documents.references import Reference, refers
from club.growth.queries import standing_on


@refers
def people_on_stages(document_id: int) -> list[Reference]:
    """Each person who stands on a stage, by name."""
    return [
        Reference(
            row.stage,
            Phrase(N_("%(name)s stands on it"), {"name": row.name}),
            elsewhere=("placements.placement", row.ref),
        )
        for row in standing_on(document_id)
    ]
