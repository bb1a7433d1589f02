"""Members, payers, practitioners, assets and papers.

Step 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_members()
    _create_payers()
    _create_practitioners()
    _create_assets()
    _create_authorizations()
    _create_prescriptions()
    _create_residences()
    _create_authorization_uses()


def _create_members() -> None:
    op.create_table(
        "members",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("member_no", sa.String, nullable=False),
        sa.Column("last_name", sa.String, nullable=False),
        sa.Column("first_name", sa.String, nullable=False),
        sa.Column("birth_on", sa.Date),
        sa.Column("masshealth_id", sa.String),
        sa.Column("medicare_mbi", sa.String),
        sa.Column("address1", sa.String),
        sa.Column("address2", sa.String),
        sa.Column("city", sa.String),
        sa.Column("state", sa.String),
        sa.Column("zip", sa.String),
        sa.Column("phone", sa.String),
        sa.Column("deceased_on", sa.Date),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint("member_no", name=op.f("uq_members_member_no")),
    )


def _create_payers() -> None:
    op.create_table(
        "payers",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("regime", sa.String(40), nullable=False),
        sa.Column("address1", sa.String),
        sa.Column("address2", sa.String),
        sa.Column("city", sa.String),
        sa.Column("state", sa.String),
        sa.Column("zip", sa.String),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payers")),
        sa.UniqueConstraint("code", name=op.f("uq_payers_code")),
        sa.CheckConstraint(
            "regime IN ('masshealth', 'medicare', 'private')", name=op.f("ck_payers_regime")
        ),
    )


def _create_practitioners() -> None:
    op.create_table(
        "practitioners",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("npi", sa.String, nullable=False),
        sa.Column("last_name", sa.String, nullable=False),
        sa.Column("first_name", sa.String),
        sa.Column("phone", sa.String),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practitioners")),
        sa.UniqueConstraint("npi", name=op.f("uq_practitioners_npi")),
    )


def _create_assets() -> None:
    op.create_table(
        "assets",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("serial", sa.String, nullable=False),
        sa.Column("serial_key", sa.String, nullable=False),
        sa.Column("product_id", sa.Integer, nullable=False),
        sa.Column("condition", sa.String(40)),
        sa.Column("lot", sa.String),
        sa.Column("acquired_on", sa.Date),
        sa.Column("cost_cents", sa.BigInteger),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assets")),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_assets_product_id")),
        sa.UniqueConstraint("serial_key", name=op.f("uq_assets_serial_key")),
        sa.CheckConstraint("condition IN ('new', 'used')", name=op.f("ck_assets_condition")),
        sa.CheckConstraint("cost_cents >= 0", name=op.f("ck_assets_cost_is_not_negative")),
        sa.CheckConstraint(
            (
                "state IN ('ready', 'on_rent', 'loaned', 'sold', 'cleaning', 'repair', "
                "'quarantined', 'recalled', 'lost', 'retired')"
            ),
            name=op.f("ck_assets_state"),
        ),
    )
    op.create_index(op.f("ix_assets_product_id"), "assets", ["product_id"])


def _create_authorizations() -> None:
    op.create_table(
        "authorizations",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("member_id", sa.Integer, nullable=False),
        sa.Column("hcpcs", sa.String, nullable=False),
        sa.Column("pa_number", sa.String, nullable=False),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("until_on", sa.Date),
        sa.Column("months", sa.Integer),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authorizations")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_authorizations_member_id")
        ),
        sa.UniqueConstraint(
            "member_id",
            "hcpcs",
            "pa_number",
            name=op.f("uq_authorizations_member_id_hcpcs_pa_number"),
        ),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on > from_on",
            name=op.f("ck_authorizations_from_before_until"),
        ),
        sa.CheckConstraint(
            "months IS NULL OR months >= 0", name=op.f("ck_authorizations_months_are_not_negative")
        ),
    )


def _create_prescriptions() -> None:
    op.create_table(
        "prescriptions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("member_id", sa.Integer, nullable=False),
        sa.Column("hcpcs", sa.String, nullable=False),
        sa.Column("signed_on", sa.Date, nullable=False),
        sa.Column("practitioner_id", sa.Integer, nullable=False),
        sa.Column("expires_on", sa.Date),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prescriptions")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_prescriptions_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["practitioners.id"], name=op.f("fk_prescriptions_practitioner_id")
        ),
        sa.UniqueConstraint(
            "member_id",
            "hcpcs",
            "signed_on",
            "practitioner_id",
            name=op.f("uq_prescriptions_member_id_hcpcs_signed_on_practitioner_id"),
        ),
        sa.CheckConstraint(
            "expires_on IS NULL OR expires_on >= signed_on",
            name=op.f("ck_prescriptions_expires_after_signed"),
        ),
    )
    op.create_index(op.f("ix_prescriptions_practitioner_id"), "prescriptions", ["practitioner_id"])


def _create_residences() -> None:
    op.create_table(
        "residences",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("member_id", sa.Integer, nullable=False),
        sa.Column("setting", sa.String(40), nullable=False),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("until_on", sa.Date),
        sa.Column("facility_name", sa.String),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_residences")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_residences_member_id")
        ),
        sa.UniqueConstraint("member_id", "from_on", name=op.f("uq_residences_member_id_from_on")),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on > from_on", name=op.f("ck_residences_from_before_until")
        ),
        sa.CheckConstraint(
            "setting IN ('home', 'nursing_facility')", name=op.f("ck_residences_setting")
        ),
    )


def _create_authorization_uses() -> None:
    op.create_table(
        "authorization_uses",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("authorization_id", sa.Integer, nullable=False),
        sa.Column("rental_id", sa.Integer, nullable=False),
        sa.Column("month_from_on", sa.Date, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("months", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authorization_uses")),
        sa.ForeignKeyConstraint(
            ["authorization_id"],
            ["authorizations.id"],
            name=op.f("fk_authorization_uses_authorization_id"),
        ),
        sa.UniqueConstraint(
            "rental_id",
            "month_from_on",
            "round",
            "months",
            name=op.f("uq_authorization_uses_rental_id_month_from_on_round_months"),
        ),
        sa.CheckConstraint(
            "months IN (1, -1)", name=op.f("ck_authorization_uses_one_month_used_or_given_back")
        ),
    )
    op.create_index(
        op.f("ix_authorization_uses_authorization_id"), "authorization_uses", ["authorization_id"]
    )
