"""A product's file: what it is, what the shop usually charges, what may be paid for it today."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from dmedesk.catalog.actions import change_product, enter_product
from dmedesk.catalog.queries.codes import CodeFee, fees_of_code
from dmedesk.catalog.queries.records import product_record
from dmedesk.catalog.queries.rents import RentSpan, rents_of_product
from dmedesk.catalog.rules.codes import codes
from dmedesk.catalog.rules.products import (
    CLASS_WORDS,
    FAMILY_WORDS,
    code_in_words,
    product_findings,
)
from dmedesk.catalog.screens.codes import CodeCompleter
from dmedesk.catalog.screens.columns import FEE_COLUMNS, RENT_COLUMNS
from dmedesk.kit.cells import hcpcs, identifier
from dmedesk.kit.offers import Offers
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.forms.entries import LineEntry
from dmedesk.widgets.forms.fields import FormField, Kind, Section, options_of
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import RecordRead, RecordSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import column, label, row
from dmedesk.widgets.table import Table
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID

_NUMBER = 44 * GRID
_PAID_HEIGHT = 190

PIECES = (
    Section(
        "The product",
        (
            FormField("description", "Name", required=True, wide=True),
            FormField("hcpcs", "HC&PCS code", required=True, reads=hcpcs, help="E0260, or words"),
            FormField("product_no", "Number", required=True, reads=identifier, width=_NUMBER),
            FormField("manufacturer", "M&aker"),
            FormField("model", "M&odel", reads=identifier),
            FormField("udi_di", "UDI: &device", help="The number after (01)"),
        ),
    ),
    Section(
        "What the shop usually charges",
        (
            FormField("usual_rental_cents", "A month", Kind.MONEY),
            FormField("usual_purchase_cents", "To bu&y", Kind.MONEY),
        ),
    ),
    Section(
        "How it is paid, where it differs from its code's fees",
        (
            FormField("payment_class", "&Class", Kind.CHOICE, options=options_of(CLASS_WORDS)),
            FormField("family", "&Family", Kind.CHOICE, options=options_of(FAMILY_WORDS)),
        ),
    ),
)


def totals_of(values: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """What is known of the typed code, with its source."""
    code = values.get("hcpcs")
    return [(code, code_in_words(codes().get(code)))] if code else []


def read_product(session: Any, product_id: int) -> RecordRead | None:
    """One product for the page."""
    record = product_record(session, product_id)
    if record is None:
        return None
    values = record.values
    about = (values["hcpcs"], values["product_no"], values["manufacturer"], values["model"])
    return RecordRead(
        title=record.title,
        values=values,
        version=record.version,
        about=" · ".join(filter(None, about)),
    )


def save_product(
    offers: Offers, work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]
) -> int:
    """Enter or change a product, from what stands in the form."""
    if row_id is None:
        return enter_product(work, values=values)
    is_billed = offers.is_billed(work.session, RecordRef("product", row_id))
    change_product(work, product_id=row_id, version=version, values=values, is_billed=is_billed)
    offers.follow(work, RecordRef("product", row_id))
    return row_id


def product_spec(offers: Offers) -> RecordSpec:
    """The page of a product; ``offers`` know what is billed on its units."""
    return RecordSpec(
        kind="product",
        noun="product",
        pieces=PIECES,
        read=read_product,
        save=partial(save_product, offers),
        action="save_product",
        checks=product_findings,
        totals=totals_of,
        not_copied=frozenset({"product_no", "udi_di"}),
    )


class PaidToday(QWidget):
    """The fees of a product's code today, and the rent that follows for its usual charge."""

    def __init__(self, page: "ProductPage") -> None:
        super().__init__()
        self._page = page
        self._latest = Latest(page.workplace.runner)
        self.fees = Table("Fees of the code today", FEE_COLUMNS)
        self.rents = Table("Rent month by month", RENT_COLUMNS)
        self._fees_said, self._rents_said = label(part="soft"), label(part="soft")
        sides = row(
            column(self._fees_said, self.fees), column(self._rents_said, self.rents), gap=3 * GRID
        )
        self.setLayout(sides)
        self.setFixedHeight(_PAID_HEIGHT)

    def show_product(self, product_id: int, hcpcs_code: str) -> None:
        """Read what is paid for this product today."""
        today = self._page.workplace.today
        self._latest.query(
            partial(_paid, product_id, hcpcs_code, today),
            done=partial(self._show, hcpcs_code),
            failed=self._page.fail,
        )

    def _show(self, code: str, paid: tuple[Sequence[CodeFee], Sequence[RentSpan]]) -> None:
        fees, rents = paid
        today = self._page.workplace.today
        self._fees_said.setText(
            f"Fees of {code} on {today}" if fees else f"No edition has a fee of {code}"
        )
        self._rents_said.setText(
            "Rent of a new unit at home, by this usual charge"
            if rents
            else "Rent is computed once there are fees and a usual charge"
        )
        self.fees.show_rows(fees)
        self.rents.show_rows(rents)


class ProductPage(FormPage):
    """One product, and what is paid for it today."""

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref, product_spec(workplace.offers))
        self.paid = PaidToday(self)
        self.paid.hide()
        self.foot.addWidget(self.paid)
        entry = self.form.entries["hcpcs"]
        if isinstance(entry, LineEntry):
            CodeCompleter(entry.line)

    def show_record(self, read: RecordRead) -> None:
        """What is paid follows from what is stored."""
        super().show_record(read)
        self.paid.setVisible(not self.is_new)
        if not self.is_new:
            self.paid.show_product(self.ref.id, read.values["hcpcs"])


def _paid(
    product_id: int, code: str, on: date, session: Any
) -> tuple[Sequence[CodeFee], Sequence[RentSpan]]:
    fees = fees_of_code(session, hcpcs=code, on=on)
    return fees, rents_of_product(session, product_id=product_id, on=on)
