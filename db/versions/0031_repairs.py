"""Repairs, their steps, lines, substitutes and the one charge for them; models compared.

Step 0031, after 0030.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_OWN = "ownership IN ('bought_here', 'bought_elsewhere')"
_WHOSE = "'bought_here', 'bought_elsewhere', 'rented', 'stock'"


def upgrade() -> None:
    with op.batch_alter_table("ticket_lines") as table:
        table.drop_constraint(op.f("ck_ticket_lines_terms"), type_="check")
        table.create_check_constraint(
            op.f("ck_ticket_lines_terms"), "terms IN ('rent', 'sale', 'loan')"
        )
    _create_traits()
    _create_repairs()
    _create_steps()
    _create_lines()
    _create_loans()
    _create_charges()


def _create_traits() -> None:
    op.create_table(
        "model_traits",
        *_head("model_traits"),
        sa.Column("product_id", sa.Integer, nullable=False),
        sa.Column("size", sa.String),
        sa.Column("capacity_pounds", sa.Integer),
        sa.Column("features", sa.String),
        _version(),
        sa.UniqueConstraint("product_id", name=op.f("uq_model_traits_product_id")),
        *_refer("model_traits", product_id="products.id"),
        *_check("model_traits", capacity_is_positive="capacity_pounds > 0"),
    )


def _create_repairs() -> None:
    op.create_table(
        "repairs",
        *_head("repairs"),
        *(_text(name) for name in ("repair_no", "ownership", "stage")),
        *(
            sa.Column(f"{name}_id", sa.Integer)
            for name in ("member", "payer", "asset", "product", "rental")
        ),
        _text("item"),
        sa.Column("serial_told", sa.String),
        sa.Column("hcpcs", sa.String),
        _text("asked_by"),
        sa.Column("asked_on", sa.Date, nullable=False),
        *(_text(name) for name in ("fault", "cause", "site")),
        sa.Column("technician", sa.String),
        sa.Column("promised_on", sa.Date),
        sa.Column("replacement_cents", sa.BigInteger),
        sa.Column("pa_number", sa.String),
        *(
            sa.Column(f"{name}_on", sa.Date)
            for name in ("previous", "removed", "finished", "returned", "closed")
        ),
        sa.Column("refusal", sa.String(40)),
        _version(),
        *_unique("repairs", ["repair_no"], ["id", "ownership"]),
        *_refer(
            "repairs",
            member_id="members.id",
            payer_id="payers.id",
            asset_id="assets.id",
            product_id="products.id",
            rental_id="rentals.id",
        ),
        *_check("repairs", **_REPAIR),
    )
    for name in ("asset_id", "member_id", "product_id", "rental_id", "stage"):
        op.create_index(op.f(f"ix_repairs_{name}"), "repairs", [name])
    open_ones = sa.text("closed_on IS NULL")
    op.create_index(
        "uq_repairs_asset_id_open",
        "repairs",
        ["asset_id"],
        unique=True,
        sqlite_where=open_ones,
        postgresql_where=open_ones,
    )


_REPAIR = {
    "ownership": f"ownership IN ({_WHOSE})",
    "stage": "stage IN ('reported', 'in_work', 'waiting', 'done', 'returned', 'refused', 'closed')",
    "cause": "cause IN ('wear', 'defect', 'accident', 'abuse', 'theft', 'loss')",
    "site": "site IN ('home', 'shop')",
    "refusal": "refusal IN ('replace', 'not_covered', 'not_authorized', 'repaired_lately',"
    " 'abuse', 'no_fault_found', 'not_repairable', 'withdrawn')",
    "rented_by": "(ownership = 'rented') = (rental_id IS NOT NULL)",
    "stock_has_no_member": "(ownership = 'stock') = (member_id IS NULL)",
    "ours_has_a_unit": "(ownership = 'bought_elsewhere') = (asset_id IS NULL)",
    "closed_has_a_day": "(stage = 'closed') = (closed_on IS NOT NULL)",
    "replacement_is_positive": "replacement_cents > 0",
}


def _create_steps() -> None:
    op.create_table(
        "repair_steps",
        *_head("repair_steps", "repair_id", "turn"),
        _text("step"),
        sa.Column("happened_on", sa.Date, nullable=False),
        _text("note"),
        sa.Column("party", sa.String),
        sa.Column("reference", sa.String),
        sa.Column("relation", sa.String(40)),
        sa.Column("amount_cents", sa.BigInteger),
        sa.Column("ticket_id", sa.Integer),
        *_stamp(),
        *_unique("repair_steps", ["repair_id", "turn"]),
        *_refer("repair_steps", repair_id="repairs.id", ticket_id="tickets.id"),
        *_check(
            "repair_steps",
            step="step IN ('reported', 'taken_in', 'begun', 'waits', 'goes_on', 'authorized',"
            " 'claimed', 'answered', 'evidence', 'noted', 'no_substitute', 'fetching',"
            " 'exchanged', 'finished', 'refused', 'returned', 'closed')",
            relation="relation IN ('self', 'spouse', 'family', 'caregiver', 'guardian',"
            " 'facility_staff')",
            amount_is_not_negative="amount_cents >= 0",
            relation_of_a_signer="relation IS NULL OR step = 'returned'",
        ),
    )
    op.create_index(op.f("ix_repair_steps_ticket_id"), "repair_steps", ["ticket_id"])


def _create_lines() -> None:
    op.create_table(
        "repair_lines",
        *_head("repair_lines", "repair_id"),
        _text("ownership"),
        sa.Column("turn", sa.Integer, nullable=False),
        _text("kind"),
        sa.Column("done_on", sa.Date, nullable=False),
        _text("description"),
        sa.Column("hcpcs", sa.String),
        _text("modifiers"),
        sa.Column("quantity", sa.Integer, nullable=False),
        sa.Column("amount_cents", sa.BigInteger, nullable=False),
        sa.Column("cost_cents", sa.BigInteger),
        sa.Column("minutes", sa.Integer),
        _text("covered"),
        sa.Column("technician", sa.String),
        _text("citation"),
        sa.Column("reverses", sa.Integer),
        *_stamp(),
        *_unique("repair_lines", ["repair_id", "turn"], ["repair_id", "reverses"]),
        *_refer("repair_lines", repair_id="repairs.id"),
        _same_ownership("repair_lines"),
        *_check("repair_lines", **_LINE),
    )


_LINE = {
    "ownership": f"ownership IN ({_WHOSE})",
    "kind": "kind IN ('part', 'labor', 'direct_service', 'vendor', 'taken_back')",
    "covered": "covered IN ('charged', 'warranty', 'included')",
    "only_own_is_charged": f"covered <> 'charged' OR {_OWN}",
    "reversal_is_named": "(kind = 'taken_back') = (reverses IS NOT NULL)",
    "a_former_one_is_void": "reverses < turn",
    "quantity_is_positive": "quantity >= 1",
    "amount_is_not_negative": "amount_cents >= 0",
    "cost_is_not_negative": "cost_cents >= 0",
    "minutes_are_not_negative": "minutes >= 0",
}


def _create_loans() -> None:
    op.create_table(
        "repair_loans",
        *_head("repair_loans", "repair_id", "turn", "asset_id", "ticket_id"),
        _text("likeness"),
        _text("reason"),
        *_stamp(),
        *_unique("repair_loans", ["repair_id", "turn"], ["ticket_id"]),
        *_refer(
            "repair_loans", repair_id="repairs.id", asset_id="assets.id", ticket_id="tickets.id"
        ),
        *_check(
            "repair_loans",
            likeness="likeness IN ('same_model', 'same_code', 'by_traits')",
            comparable_for_a_reason="reason <> ''",
        ),
    )
    op.create_index(op.f("ix_repair_loans_asset_id"), "repair_loans", ["asset_id"])


def _create_charges() -> None:
    op.create_table(
        "substitute_charges",
        *_head("substitute_charges", "repair_id"),
        _text("ownership"),
        sa.Column("loan_id", sa.Integer, nullable=False),
        sa.Column("charged_on", sa.Date, nullable=False),
        _text("hcpcs"),
        _text("modifiers"),
        sa.Column("amount_cents", sa.BigInteger, nullable=False),
        *(_text(name) for name in ("basis", "citations", "readings", "derivation")),
        sa.Column("is_ceiling", sa.Boolean, nullable=False),
        sa.Column("confirmed_by", sa.String),
        *_stamp(),
        *_unique("substitute_charges", ["repair_id"]),
        *_refer("substitute_charges", repair_id="repairs.id", loan_id="repair_loans.id"),
        _same_ownership("substitute_charges"),
        *_check(
            "substitute_charges",
            ownership=f"ownership IN ({_WHOSE})",
            only_own_is_charged=_OWN,
            amount_is_positive="amount_cents > 0",
            ceilings_are_confirmed="confirmed_by IS NOT NULL OR NOT is_ceiling",
        ),
    )


def _head(table: str, *numbers: str) -> Sequence[sa.schema.SchemaItem]:
    return (
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("id", *numbers)),
    )


def _text(name: str) -> sa.Column[str]:
    is_choice = name in {"ownership", "stage", "cause", "site", "step", "kind", "covered"}
    width = 40 if is_choice or name == "likeness" else None
    return sa.Column(name, sa.String(width), nullable=False)


def _version() -> sa.Column[int]:
    return sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False)


def _stamp() -> Sequence[sa.schema.SchemaItem]:
    return (
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        _text("recorded_by"),
    )


def _unique(table: str, *of: list[str]) -> Sequence[sa.schema.SchemaItem]:
    return tuple(
        sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))
        for columns in of
    )


def _refer(table: str, **columns: str) -> Sequence[sa.schema.SchemaItem]:
    return tuple(
        sa.ForeignKeyConstraint([name], [target], name=op.f(f"fk_{table}_{name}"))
        for name, target in columns.items()
    )


def _same_ownership(table: str) -> sa.schema.SchemaItem:
    return sa.ForeignKeyConstraint(
        ["repair_id", "ownership"],
        ["repairs.id", "repairs.ownership"],
        name=op.f(f"fk_{table}_ownership"),
    )


def _check(table: str, **conditions: str) -> Sequence[sa.schema.SchemaItem]:
    return tuple(
        sa.CheckConstraint(sql, name=op.f(f"ck_{table}_{name}")) for name, sql in conditions.items()
    )
