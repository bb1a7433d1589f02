"""The rows of the month's tables: held months under their reasons with the money that waits."""

from dmedesk.billing.rules.charges import ChargeKind
from dmedesk.billing.screens.reading import MonthRead, read_month
from dmedesk.billing.screens.rows import (
    HELD_COLUMNS,
    READY_COLUMNS,
    sentence_of,
)
from dmedesk.billing.screens.why import why_held, why_ready
from dmedesk.store.unit_of_work import reading
from tests.flows.charge_shop import enter
from tests.flows.month_shop import MonthShop, day


def _read(shop: MonthShop, month: str) -> MonthRead:
    with reading(shop.engine) as session:
        return read_month(session, month_on=day(f"{month}-01"))


def test_ready_lines_read_as_on_a_claim(rented: MonthShop) -> None:
    bed, oxygen = _read(rented, "2026-11").ready
    cells = [column.text(bed) for column in READY_COLUMNS]
    assert cells == [
        "Rivera, M1",
        "Hospital bed",
        "R1",
        "MH",
        "E0260 RR KJ",
        "5 of 13",
        "2026-11-05",
        "75.00",
    ]
    assert READY_COLUMNS[5].text(oxygen) == "5"


def test_held_months_stand_under_their_first_reason_most_money_first(rented: MonthShop) -> None:
    rented.rent("R4", member_no="M2", hcpcs="E0163", pa_required=True)
    rows = _read(rented, "2026-11").held
    shown = [[column.text(row) for column in HELD_COLUMNS] for row in rows]
    assert shown == [
        ["‖ No proof of delivery (1)", "", "", "75.00"],
        ["Rivera, M10", "E0260", "2026-11-05", "75.00"],
        ["‖ No prior authorization (1)", "", "", "11.00"],
        ["Rivera, M2", "E0163", "2026-11-05", "11.00"],
    ]


def test_charges_stand_with_the_months_of_their_invoice_and_under_their_reasons(
    rented: MonthShop,
) -> None:
    ready = enter(rented, service_on="2026-11-02")
    held = enter(rented, "M10", service_on="2026-11-02", proven_on=None)
    priceless = enter(rented, service_on="2026-11-03", hcpcs="A9999", kind=ChargeKind.REPAIR)
    read = _read(rented, "2026-11")
    assert [one.number for one in read.ready] == ["R1", ready, "R2"]
    cells = [column.text(read.ready[1]) for column in READY_COLUMNS]
    assert cells == [
        "Rivera, M1",
        "Commode chair",
        ready,
        "MH",
        "E0163 NU",
        "Purchase",
        "2026-11-02",
        "100.00",
    ]
    shown = [[column.text(row) for column in HELD_COLUMNS] for row in read.held]
    assert shown == [
        ["‖ No proof of delivery (2)", "", "", "175.00"],
        ["Rivera, M10", "E0260", "2026-11-05", "75.00"],
        ["Rivera, M10", "E0163", "2026-11-02", "100.00"],
        ["‖ No price (1)", "", "", "0.00"],
        ["Rivera, M1", "A9999", "2026-11-03", "no price"],
    ]
    assert read.counted == "2 lines and 1 charge"
    why = why_held(read.held[2])
    assert why is not None
    assert why.subject[0] == f"{held}: Commode chair"
    assert why.title == "Rivera, M10 · Purchase · E0163 NU"
    assert why_ready(read.ready[1]).title == "Rivera, M1 · Purchase · E0163 NU"
    assert read.held[-1].product.startswith(priceless)
    assert len({one.key for one in read.ready}) == len(read.ready)


def test_what_has_no_price_says_so(rented: MonthShop) -> None:
    rented.rent("R4", member_no="M2", payer="MC")
    _, row = [one for one in _read(rented, "2026-11").held if "M10" not in one.title][-2:]
    assert HELD_COLUMNS[3].text(row) == "no price"


def test_late_months_are_counted_with_their_money(rented: MonthShop) -> None:
    rented.post("2026-09")
    rented.post("2026-10")
    rented.rent("R4", member_no="M2", hcpcs="E0260", started_on="2026-09-15")
    late = _read(rented, "2026-11").late
    assert [sentence_of(one) for one in late] == [
        "2026-09: 1 month entered late, 100.00",
        "2026-10: 1 month entered late, 100.00",
    ]
