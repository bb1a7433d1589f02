"""A large made-up shop: one rental a member, of every month from 1 to 13, with all its papers.

One rental in ten is a power wheelchair, one in ten needs an authorization, some units were
exchanged, some members were away or live in a nursing facility, and one delivery in a hundred is
not proven. Fees and people are made up.
"""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from dmedesk.assets.rules import AssetState, Condition
from dmedesk.assets.tables import Asset
from dmedesk.catalog.rules.words import EditionKind, FeeRegime, FeeState, PaymentClass
from dmedesk.catalog.tables import FeeEdition, FeeRow, Product
from dmedesk.kit.calendar import months_after
from dmedesk.members.rules import Regime, Setting
from dmedesk.members.tables import Member, Payer, Practitioner, Residence
from dmedesk.papers.tables import Authorization, Prescription
from dmedesk.rentals.rules import Proof
from dmedesk.rentals.tables import Interruption, Rental, RentalUnit
from dmedesk.shop.actions.company import found_shop
from dmedesk.store.base import Base
from dmedesk.store.engine import open_engine
from dmedesk.store.files import create_shop_file
from dmedesk.store.unit_of_work import UnitOfWork, unit_of_work

MONTH_ON = date(2026, 9, 1)
LONG_AGO = date(2020, 1, 1)
PRODUCTS = 40
PRACTITIONERS = 50
Row = dict[str, Any]


def make(path: Path, count: int) -> None:
    """A shop's file with that many active rentals, nothing posted yet."""
    create_shop_file(path)
    engine = open_engine(path)
    with unit_of_work(engine, actor="bench", action="fill") as work:
        found_shop(work, name="Example Medical", from_on=LONG_AGO)
        _catalog(work)
        _people(work, count)
        _rentals(work, count)
    engine.dispose()


def _put(work: UnitOfWork, table: type[Base], rows: Iterator[Row]) -> None:
    work.append(table, list(rows))


def _hcpcs(product: int) -> str:
    return f"{'K' if product % 10 == 0 else 'E'}{1000 + product}"


def _catalog(work: UnitOfWork) -> None:
    edition = {
        "kind": EditionKind.DMEDESK,
        "file_name": "fees.csv",
        "sha256": "0" * 64,
        "source": "made up",
        "row_count": PRODUCTS,
        "imported_at": datetime(2026, 1, 1, tzinfo=UTC),
        "imported_by": "bench",
    }
    work.append(FeeEdition, [edition])
    _put(work, Product, (_product(n) for n in range(PRODUCTS)))
    chosen = random.Random(1)
    _put(work, FeeRow, (_fee(n, chosen.randrange(5_000, 500_000)) for n in range(PRODUCTS)))


def _product(number: int) -> Row:
    return {
        "product_no": f"P{number}",
        "hcpcs": _hcpcs(number),
        "description": f"Made-up device {number}",
        "manufacturer": "Example Devices",
        "model": f"Model {number}",
        "usual_rental_cents": 90_000,
    }


def _fee(number: int, cents: int) -> Row:
    power = PaymentClass.CAPPED_POWER_WHEELCHAIR
    return {
        "edition_id": 1,
        "regime": FeeRegime.MASSHEALTH,
        "hcpcs": _hcpcs(number),
        "modifiers": "NU",
        "from_on": LONG_AGO,
        "state": FeeState.AMOUNT,
        "fee_cents": cents,
        "payment_class": power if number % 10 == 0 else PaymentClass.CAPPED,
    }


def _people(work: UnitOfWork, count: int) -> None:
    work.append(Payer, [{"code": "MH", "name": "MassHealth", "regime": Regime.MASSHEALTH}])
    _put(
        work,
        Practitioner,
        ({"npi": _npi(n), "last_name": f"Doctor {n}"} for n in range(PRACTITIONERS)),
    )
    _put(
        work,
        Member,
        (
            {
                "member_no": f"M{n:06}",
                "last_name": f"Patient {n:05}",
                "first_name": "Ana",
                "masshealth_id": f"{100_000_000_000 + n}",
                "address1": f"{n} Main Street",
                "city": "Springfield",
                "state": "MA",
                "zip": "01103",
            }
            for n in range(count)
        ),
    )
    _put(
        work,
        Residence,
        (
            {"member_id": n + 1, "setting": Setting.NURSING_FACILITY, "from_on": LONG_AGO}
            for n in range(0, count, 12)
        ),
    )


def _npi(number: int) -> str:
    """A made-up number of practitioners with its right check digit."""
    body = f"1{number:08}"
    doubled = (2 * int(digit) for digit in body[::-2])
    plain = (int(digit) for digit in body[-2::-2])
    return f"{body}{-(24 + sum(plain) + sum(n // 10 + n % 10 for n in doubled)) % 10}"


def _rentals(work: UnitOfWork, count: int) -> None:
    _put(work, Asset, (_asset(f"S{n:07}", n) for n in range(count + count // 50)))
    _put(work, Prescription, (_prescription(n) for n in range(count)))
    _put(work, Authorization, (_authorization(n) for n in range(0, count, 10)))
    _put(work, Rental, (_rental(n) for n in range(count)))
    exchanged = range(0, count // 50 * 50, 50)
    _put(work, RentalUnit, (row for n in exchanged for row in _units(n, count)))
    _put(
        work,
        Interruption,
        (
            {"rental_id": n + 1, "from_on": started, "until_on": months_after(started, 1)}
            for n in range(7, count, 40)
            for started in [_started_on(n)]
        ),
    )


def _started_on(number: int) -> date:
    """So that the first month posted is one of the months 1 to 11 of the rental."""
    return months_after(MONTH_ON, -(number % 11)).replace(day=number % 31 % 28 + 1)


def _asset(serial: str, number: int) -> Row:
    return {
        "serial": serial,
        "serial_key": serial,
        "product_id": number % PRODUCTS + 1,
        "condition": Condition.NEW,
        "state": AssetState.ON_RENT,
    }


def _prescription(number: int) -> Row:
    return {
        "member_id": number + 1,
        "hcpcs": _hcpcs(number % PRODUCTS),
        "signed_on": LONG_AGO,
        "practitioner_id": number % PRACTITIONERS + 1,
    }


def _authorization(number: int) -> Row:
    return {
        "member_id": number + 1,
        "hcpcs": _hcpcs(number % PRODUCTS),
        "pa_number": f"PA{number}",
        "from_on": LONG_AGO,
        "until_on": date(2030, 1, 1),
    }


def _rental(number: int) -> Row:
    is_proven = number % 100 != 5
    return {
        "rental_no": f"R{number:06}",
        "member_id": number + 1,
        "payer_id": 1,
        "asset_id": number + 1,
        "started_on": _started_on(number),
        "months_already_paid": 0,
        "pa_required": number % 10 == 0,
        "proof": Proof.SIGNED if is_proven else Proof.NONE,
        "proof_on": _started_on(number) if is_proven else None,
    }


def _units(number: int, count: int) -> list[Row]:
    """The unit before an exchange in the middle of the first month posted, and the one after."""
    exchanged_on = MONTH_ON.replace(day=29)
    before = {"rental_id": number + 1, "asset_id": count + number // 50 + 1}
    after = {"rental_id": number + 1, "asset_id": number + 1}
    return [
        before | {"from_on": LONG_AGO, "until_on": exchanged_on},
        after | {"from_on": exchanged_on, "until_on": None},
    ]
