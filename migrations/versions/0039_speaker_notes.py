"""What members write to speakers."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "speaker_note",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("talk_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name="fk_speaker_note_club_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_speaker_note_person_id"),
        sa.ForeignKeyConstraint(
            ["club_id", "talk_id"], ["talk.club_id", "talk.id"], name="fk_speaker_note_club_id_talk_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_speaker_note"),
        sa.UniqueConstraint("club_id", "id", name="uq_speaker_note_club_id_id"),
    )
    op.create_index("ix_speaker_note_club_id_talk_id_id", "speaker_note", ["club_id", "talk_id", "id"])
    raise_walls(op.get_bind(), "speaker_note")


def downgrade() -> None:
    op.drop_table("speaker_note")
