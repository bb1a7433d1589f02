"""Worksheets of individual consideration.

Step 0046, after 0045.
"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

_FAMILIES = (
    "family IN ('dme', 'supply', 'oxygen', 'respiratory', 'infusion', 'enteral',"
    " 'wheeled_mobility', 'patient_lift', 'tracheostomy_custom', 'diabetic', 'drug', 'ventilator',"
    " 'safety_bed', 'speech_device', 'elevating_leg_rest')"
)


def upgrade() -> None:
    op.create_table(
        "worksheets",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("worksheet_no", sa.String, nullable=False),
        sa.Column("member_id", sa.Integer),
        sa.Column("request_id", sa.Integer),
        sa.Column("priced_on", sa.Date, nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("hcpcs", sa.String, nullable=False),
        sa.Column("description", sa.String, nullable=False),
        sa.Column("family", sa.String(40), nullable=False),
        sa.Column("catalogue_cents", sa.BigInteger),
        sa.Column("list_cents", sa.BigInteger),
        sa.Column("discounts", sa.String, nullable=False),
        sa.Column("invoice_cents", sa.BigInteger),
        sa.Column("quote_cents", sa.BigInteger),
        sa.Column("timely_percentage", sa.String, nullable=False),
        sa.Column("timely_terms", sa.String, nullable=False),
        sa.Column("markup_percentage", sa.Integer),
        sa.Column("usual_charge_cents", sa.BigInteger, nullable=False),
        sa.Column("rental_month", sa.Integer),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("result_cents", sa.BigInteger, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worksheets")),
        sa.UniqueConstraint("worksheet_no", name=op.f("uq_worksheets_worksheet_no")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_worksheets_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["authorization_requests.id"],
            name=op.f("fk_worksheets_request_id"),
        ),
        sa.CheckConstraint(
            "what IN ('new', 'used', 'rent', 'capped_rent')", name=op.f("ck_worksheets_what")
        ),
        sa.CheckConstraint(_FAMILIES, name=op.f("ck_worksheets_family")),
        sa.CheckConstraint("result_cents >= 0", name=op.f("ck_worksheets_result_is_not_negative")),
        sa.CheckConstraint("rental_month >= 1", name=op.f("ck_worksheets_month_is_positive")),
        sa.CheckConstraint(
            "(what = 'capped_rent') = (rental_month IS NOT NULL)",
            name=op.f("ck_worksheets_capped_rent_has_a_month"),
        ),
    )
    op.create_index(op.f("ix_worksheets_member_id"), "worksheets", ["member_id"])
    op.create_index(op.f("ix_worksheets_request_id"), "worksheets", ["request_id"])
