"""Speakers release their talks, texts come out at a time and are put right, firms name their instructors."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLES = ("speaker_answer", "correction")
SPEAKER = "fk_talk_speaker_id"
NAMING = "fk_club_role_club_id_for_firm_id"


def upgrade() -> None:
    op.add_column("club", sa.Column("talks_reviewed", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("club", sa.Column("talks_released", sa.Boolean(), nullable=False, server_default=sa.false()))
    for name in ("release_en", "release_zh"):
        op.add_column("club", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("club_role") as role:
        role.add_column(sa.Column("for_firm_id", KEY, nullable=True))
        role.create_foreign_key(op.f(NAMING), "firm", ["club_id", "for_firm_id"], ["club_id", "id"])
    with op.batch_alter_table("talk") as talk:
        talk.add_column(sa.Column("speaker_id", KEY, nullable=True))
        talk.add_column(sa.Column("speaker_contact", sa.String(300), nullable=False, server_default=""))
        talk.add_column(sa.Column("publish_at", MOMENT, nullable=True))
        talk.create_foreign_key(op.f(SPEAKER), "person", ["speaker_id"], ["id"])
    op.add_column("article", sa.Column("publish_at", MOMENT, nullable=True))
    _answers()
    _corrections()
    raise_walls(op.get_bind(), *TABLES)


def _answers() -> None:
    outcome = sa.Enum("released", "changes", name="outcome", native_enum=False, create_constraint=True, length=30)
    op.create_table(
        "speaker_answer",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("talk_id", KEY, nullable=False),
        sa.Column("outcome", outcome, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("agreement", sa.Text(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name="fk_speaker_answer_club_id"),
        sa.ForeignKeyConstraint(
            ["club_id", "talk_id"], ["talk.club_id", "talk.id"], name="fk_speaker_answer_club_id_talk_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_speaker_answer_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_speaker_answer"),
        sa.UniqueConstraint("club_id", "id", name="uq_speaker_answer_club_id_id"),
    )
    op.create_index("ix_speaker_answer_club_id_talk_id_id", "speaker_answer", ["club_id", "talk_id", "id"])


def _corrections() -> None:
    op.create_table(
        "correction",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("text_ref", sa.String(16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.Column("corrected_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name="fk_correction_club_id"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_correction_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_correction"),
        sa.UniqueConstraint("club_id", "id", name="uq_correction_club_id_id"),
    )
    op.create_index("ix_correction_club_id_text_ref_id", "correction", ["club_id", "text_ref", "id"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    op.drop_column("article", "publish_at")
    with op.batch_alter_table("talk") as talk:
        talk.drop_constraint(op.f(SPEAKER), type_="foreignkey")
        for name in ("publish_at", "speaker_contact", "speaker_id"):
            talk.drop_column(name)
    with op.batch_alter_table("club_role") as role:
        role.drop_constraint(op.f(NAMING), type_="foreignkey")
        role.drop_column("for_firm_id")
    for name in ("release_zh", "release_en", "talks_released", "talks_reviewed"):
        op.drop_column("club", name)
