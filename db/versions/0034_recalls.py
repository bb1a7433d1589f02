"""Recalls: notices, their steps, members' letters, units' remedies.

Step 0034, after 0033.
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_recalls()
    _create_recall_steps()
    _create_recall_letters()
    _create_recall_letter_facts()
    _create_recall_remedies()


def _create_recalls() -> None:
    op.create_table(
        "recalls",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("recall_no", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("firm", sa.String, nullable=False),
        sa.Column("fda_no", sa.String),
        sa.Column("event_no", sa.String),
        sa.Column("recall_class", sa.String(40), nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("received_on", sa.Date, nullable=False),
        sa.Column("received_time", sa.String),
        sa.Column("received_how", sa.String(40), nullable=False),
        sa.Column("received_by", sa.String, nullable=False),
        sa.Column("notice_name", sa.String),
        sa.Column("notice_sha256", sa.String),
        sa.Column("initiated_on", sa.Date),
        sa.Column("maker_due_on", sa.Date),
        sa.Column("product_text", sa.String),
        sa.Column("codes_text", sa.String),
        sa.Column("codes_are_whole", sa.Boolean, nullable=False),
        sa.Column("reason_text", sa.String),
        sa.Column("instructions", sa.String),
        sa.Column("asked", sa.String(40), nullable=False),
        sa.Column("member_words", sa.String),
        sa.Column("contact", sa.String),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recalls")),
        sa.UniqueConstraint("recall_no", name=op.f("uq_recalls_recall_no")),
        *_checks(
            "recalls",
            asked="asked IN ('return', 'correct', 'destroy', 'replace', 'inform')",
            recall_class="recall_class IN ('class_i', 'class_ii', 'class_iii', 'unclassified')",
            received_how="received_how IN ('mail', 'email', 'fax', 'phone', 'visit', 'web')",
            source="source IN ('typed', 'pasted', 'file', 'openfda')",
        ),
    )
    op.create_index(op.f("ix_recalls_fda_no"), "recalls", ["fda_no"])


def _create_recall_steps() -> None:
    op.create_table(
        "recall_steps",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("recall_id", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("hazard", sa.String(40)),
        sa.Column("done_on", sa.Date, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("cents", sa.BigInteger),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recall_steps")),
        sa.UniqueConstraint("recall_id", "turn", name=op.f("uq_recall_steps_recall_id_turn")),
        sa.ForeignKeyConstraint(
            ["recall_id"], ["recalls.id"], name=op.f("fk_recall_steps_recall_id")
        ),
        *_checks(
            "recall_steps",
            cents_are_not_negative="cents >= 0",
            credits_have_money="(step = 'credited') = (cents IS NOT NULL)",
            hazard="hazard IN ('serious', 'not_serious')",
            judging_has_a_hazard="(step = 'judged') = (hazard IS NOT NULL)",
            somebody_is_named="who <> ''",
            step="step IN ('judged', 'escalated', 'replied', 'credited', 'closed', 'reopened')",
            turn_is_positive="turn >= 1",
        ),
    )


def _create_recall_letters() -> None:
    op.create_table(
        "recall_letters",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("letter_no", sa.String, nullable=False),
        sa.Column("recall_id", sa.Integer, nullable=False),
        sa.Column("member_id", sa.Integer, nullable=False),
        sa.Column("is_large", sa.Boolean, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recall_letters")),
        sa.UniqueConstraint("letter_no", name=op.f("uq_recall_letters_letter_no")),
        sa.UniqueConstraint(
            "recall_id", "member_id", name=op.f("uq_recall_letters_recall_id_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_recall_letters_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["recall_id"], ["recalls.id"], name=op.f("fk_recall_letters_recall_id")
        ),
        *_checks(
            "recall_letters",
        ),
    )
    op.create_index(op.f("ix_recall_letters_member_id"), "recall_letters", ["member_id"])


def _create_recall_letter_facts() -> None:
    op.create_table(
        "recall_letter_facts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("letter_id", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("way", sa.String(40)),
        sa.Column("done_on", sa.Date, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recall_letter_facts")),
        sa.UniqueConstraint(
            "letter_id", "turn", name=op.f("uq_recall_letter_facts_letter_id_turn")
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["recall_letters.id"], name=op.f("fk_recall_letter_facts_letter_id")
        ),
        *_checks(
            "recall_letter_facts",
            given_has_a_proof="step <> 'given' OR note <> ''",
            step="step IN ('sent', 'attempt', 'given', 'unreachable')",
            turn_is_positive="turn >= 1",
            unreachable_has_a_reason="step <> 'unreachable' OR note <> ''",
            way="way IN ('post', 'certified', 'route', 'counter', 'email', 'phone')",
            way_is_said="step = 'unreachable' OR way IS NOT NULL",
        ),
    )


def _create_recall_remedies() -> None:
    op.create_table(
        "recall_remedies",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("recall_id", sa.Integer, nullable=False),
        sa.Column("asset_id", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("remedy", sa.String(40), nullable=False),
        sa.Column("done_on", sa.Date, nullable=False),
        sa.Column("done_by", sa.String, nullable=False),
        sa.Column("ticket_id", sa.Integer),
        sa.Column("cost_cents", sa.BigInteger),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recall_remedies")),
        sa.UniqueConstraint(
            "recall_id", "asset_id", "turn", name=op.f("uq_recall_remedies_recall_id_asset_id_turn")
        ),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["assets.id"], name=op.f("fk_recall_remedies_asset_id")
        ),
        sa.ForeignKeyConstraint(
            ["recall_id"], ["recalls.id"], name=op.f("fk_recall_remedies_recall_id")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_recall_remedies_ticket_id")
        ),
        *_checks(
            "recall_remedies",
            cost_is_not_negative="cost_cents >= 0",
            not_found_has_a_reason="remedy <> 'not_found' OR note <> ''",
            remedy="remedy IN ('returned', 'corrected', 'destroyed', 'replaced', 'informed',"
            " 'not_found')",
            somebody_did_it="done_by <> ''",
            turn_is_positive="turn >= 1",
        ),
    )
    op.create_index(op.f("ix_recall_remedies_asset_id"), "recall_remedies", ["asset_id"])
    op.create_index(op.f("ix_recall_remedies_ticket_id"), "recall_remedies", ["ticket_id"])


def _checks(table: str, **clauses: str) -> list[sa.CheckConstraint]:
    return [
        sa.CheckConstraint(clause, name=op.f(f"ck_{table}_{name}"))
        for name, clause in clauses.items()
    ]
