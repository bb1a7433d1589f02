"""Products, fee editions and fees.

Step 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_fee_editions()
    _create_products()
    _create_cms_fees()
    _create_cms_zips()
    _create_fee_rows()


def _create_fee_editions() -> None:
    op.create_table(
        "fee_editions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("from_on", sa.Date),
        sa.Column("state", sa.String),
        sa.Column("area", sa.String(40)),
        sa.Column("file_name", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("row_count", sa.Integer, nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_editions")),
        sa.CheckConstraint(
            "area IN ('non_rural', 'rural', 'by_zip')", name=op.f("ck_fee_editions_area")
        ),
        sa.CheckConstraint(
            (
                "kind IN ('cms_dmepos', 'cms_pen', 'cms_mail_order', 'cms_former_cba', "
                "'cms_rural_zip', 'cms_former_cba_zip', 'dmedesk')"
            ),
            name=op.f("ck_fee_editions_kind"),
        ),
        sa.CheckConstraint(
            "(kind = 'dmedesk') = (from_on IS NULL)",
            name=op.f("ck_fee_editions_published_files_have_a_day"),
        ),
        sa.CheckConstraint(
            "row_count >= 0", name=op.f("ck_fee_editions_row_count_is_not_negative")
        ),
    )
    op.create_index(op.f("ix_fee_editions_sha256"), "fee_editions", ["sha256"])


def _create_products() -> None:
    op.create_table(
        "products",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("product_no", sa.String, nullable=False),
        sa.Column("hcpcs", sa.String, nullable=False),
        sa.Column("description", sa.String, nullable=False),
        sa.Column("manufacturer", sa.String),
        sa.Column("model", sa.String),
        sa.Column("udi_di", sa.String),
        sa.Column("usual_rental_cents", sa.BigInteger),
        sa.Column("usual_purchase_cents", sa.BigInteger),
        sa.Column("family", sa.String(40)),
        sa.Column("payment_class", sa.String(40)),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_products")),
        sa.UniqueConstraint("product_no", name=op.f("uq_products_product_no")),
        sa.CheckConstraint(
            (
                "family IN ('dme', 'supply', 'oxygen', 'respiratory', 'infusion', "
                "'enteral', 'wheeled_mobility', 'patient_lift', 'tracheostomy_custom', "
                "'diabetic', 'drug', 'ventilator', 'safety_bed', 'speech_device', "
                "'elevating_leg_rest')"
            ),
            name=op.f("ck_products_family"),
        ),
        sa.CheckConstraint(
            (
                "payment_class IN ('capped', 'capped_power_wheelchair', 'inexpensive', "
                "'monthly', 'purchase_only')"
            ),
            name=op.f("ck_products_payment_class"),
        ),
        sa.CheckConstraint(
            "usual_purchase_cents >= 0", name=op.f("ck_products_usual_purchase_is_not_negative")
        ),
        sa.CheckConstraint(
            "usual_rental_cents >= 0", name=op.f("ck_products_usual_rental_is_not_negative")
        ),
    )
    op.create_index(op.f("ix_products_hcpcs"), "products", ["hcpcs"])


def _create_cms_fees() -> None:
    op.create_table(
        "cms_fees",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("edition_id", sa.Integer, nullable=False),
        sa.Column("hcpcs", sa.String, nullable=False),
        sa.Column("modifiers", sa.String, nullable=False),
        sa.Column("area", sa.String(40), nullable=False),
        sa.Column("cba_name", sa.String, nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("fee_cents", sa.BigInteger),
        sa.Column("payment_class", sa.String(40)),
        sa.Column("family", sa.String(40)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cms_fees")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["fee_editions.id"], name=op.f("fk_cms_fees_edition_id")
        ),
        sa.UniqueConstraint(
            "edition_id",
            "hcpcs",
            "modifiers",
            "area",
            "cba_name",
            name=op.f("uq_cms_fees_edition_id_hcpcs_modifiers_area_cba_name"),
        ),
        sa.CheckConstraint(
            "area IN ('any', 'non_rural', 'rural', 'former_cba')", name=op.f("ck_cms_fees_area")
        ),
        sa.CheckConstraint(
            (
                "(state = 'amount' AND fee_cents IS NOT NULL AND fee_cents >= 0) OR "
                "(state <> 'amount' AND fee_cents IS NULL)"
            ),
            name=op.f("ck_cms_fees_cents_stand_with_amounts"),
        ),
        sa.CheckConstraint(
            (
                "family IN ('dme', 'supply', 'oxygen', 'respiratory', 'infusion', "
                "'enteral', 'wheeled_mobility', 'patient_lift', 'tracheostomy_custom', "
                "'diabetic', 'drug', 'ventilator', 'safety_bed', 'speech_device', "
                "'elevating_leg_rest')"
            ),
            name=op.f("ck_cms_fees_family"),
        ),
        sa.CheckConstraint(
            "(area = 'former_cba') = (cba_name <> '')", name=op.f("ck_cms_fees_former_cba_is_named")
        ),
        sa.CheckConstraint(
            (
                "payment_class IN ('capped', 'capped_power_wheelchair', 'inexpensive', "
                "'monthly', 'purchase_only')"
            ),
            name=op.f("ck_cms_fees_payment_class"),
        ),
        sa.CheckConstraint(
            "state IN ('amount', 'individual_consideration', 'blank')",
            name=op.f("ck_cms_fees_state"),
        ),
    )


def _create_cms_zips() -> None:
    op.create_table(
        "cms_zips",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("edition_id", sa.Integer, nullable=False),
        sa.Column("zip", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("cba_name", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cms_zips")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["fee_editions.id"], name=op.f("fk_cms_zips_edition_id")
        ),
        sa.UniqueConstraint("edition_id", "zip", name=op.f("uq_cms_zips_edition_id_zip")),
    )


def _create_fee_rows() -> None:
    op.create_table(
        "fee_rows",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("edition_id", sa.Integer, nullable=False),
        sa.Column("regime", sa.String(40), nullable=False),
        sa.Column("hcpcs", sa.String, nullable=False),
        sa.Column("modifiers", sa.String, nullable=False),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("until_on", sa.Date),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("fee_cents", sa.BigInteger),
        sa.Column("payment_class", sa.String(40)),
        sa.Column("family", sa.String(40)),
        sa.Column("source", sa.String),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_rows")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["fee_editions.id"], name=op.f("fk_fee_rows_edition_id")
        ),
        sa.UniqueConstraint(
            "regime",
            "hcpcs",
            "modifiers",
            "from_on",
            name=op.f("uq_fee_rows_regime_hcpcs_modifiers_from_on"),
        ),
        sa.CheckConstraint(
            (
                "(state = 'amount' AND fee_cents IS NOT NULL AND fee_cents >= 0) OR "
                "(state <> 'amount' AND fee_cents IS NULL)"
            ),
            name=op.f("ck_fee_rows_cents_stand_with_amounts"),
        ),
        sa.CheckConstraint(
            (
                "family IN ('dme', 'supply', 'oxygen', 'respiratory', 'infusion', "
                "'enteral', 'wheeled_mobility', 'patient_lift', 'tracheostomy_custom', "
                "'diabetic', 'drug', 'ventilator', 'safety_bed', 'speech_device', "
                "'elevating_leg_rest')"
            ),
            name=op.f("ck_fee_rows_family"),
        ),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on > from_on", name=op.f("ck_fee_rows_from_before_until")
        ),
        sa.CheckConstraint(
            (
                "payment_class IN ('capped', 'capped_power_wheelchair', 'inexpensive', "
                "'monthly', 'purchase_only')"
            ),
            name=op.f("ck_fee_rows_payment_class"),
        ),
        sa.CheckConstraint("regime IN ('masshealth', 'medicare')", name=op.f("ck_fee_rows_regime")),
        sa.CheckConstraint(
            "state IN ('amount', 'individual_consideration', 'blank')",
            name=op.f("ck_fee_rows_state"),
        ),
    )
    op.create_index(op.f("ix_fee_rows_edition_id"), "fee_rows", ["edition_id"])
