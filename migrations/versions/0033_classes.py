"""Class sessions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from club.core.policies import raise_walls

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
LINE = sa.String(300)


def upgrade() -> None:
    op.create_table(
        "class_session",
        *_needed("id", "club_id", of=KEY),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("status", _one_of("classstatus", "draft", "published", "cancelled"), nullable=False),
        sa.Column("lang", sa.String(2), nullable=False),
        *_needed("title", "host", "host_firm", "place", "online_url", "eligibility", "cancel_reason", of=LINE),
        *_needed("summary", "description", "description_html", "agenda", of=sa.Text()),
        sa.Column("day", sa.Date(), nullable=False),
        *_needed("begins", "ends", of=sa.String(5)),
        *_needed("zone", "series", of=sa.String(60)),
        *_needed("starts_at", "ends_at", "written_at", of=MOMENT),
        *_needed(
            "seats", "firm_most", "offer_hours", "arrived", "taken", "waiting", "applied", "version", of=sa.Integer()
        ),
        sa.Column("audience", _one_of("audience", "public", "members"), nullable=False),
        sa.Column("conditions", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("needs_approval", sa.Boolean(), nullable=False),
        *(sa.Column(name, MOMENT, nullable=True) for name in ("opens_at", "closes_at", "published_at", "cancelled_at")),
        sa.Column("author_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name="fk_class_session_club_id"),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="fk_class_session_author_id"),
        sa.PrimaryKeyConstraint("id", name="pk_class_session"),
        *(_unique(name) for name in ("id", "ref", "slug")),
    )
    for columns in (("status", "starts_at", "id"), ("series", "starts_at")):
        op.create_index(f"ix_class_session_club_id_{'_'.join(columns)}", "class_session", ["club_id", *columns])
    raise_walls(op.get_bind(), "class_session")


def downgrade() -> None:
    op.drop_table("class_session")


def _needed(*names: str, of: sa.types.TypeEngine) -> list[sa.Column]:
    return [sa.Column(name, of, nullable=False) for name in names]


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=30)


def _unique(name: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint("club_id", name, name=f"uq_class_session_club_id_{name}")
