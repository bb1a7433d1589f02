"""Writes the demo shop as the files that any shop moves in with, and a fee file as CMS has it."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dmedesk.catalog.rules.payment_classes import areas
from dmedesk.demo import orders, refills, trials
from dmedesk.demo import repairs as repaired
from dmedesk.demo.charges import charge_proofs, charges
from dmedesk.demo.facts import facts, member_no, serial_of
from dmedesk.demo.kits import kit_lines, kits
from dmedesk.demo.people import (
    coverages,
    member_notes,
    members,
    practitioner_checks,
    practitioners,
)
from dmedesk.demo.photos import write_photos
from dmedesk.demo.rentals import Story, stories
from dmedesk.demo.upkeep import log, plans
from dmedesk.demo.visits import texts, ticket_lines, tickets
from dmedesk.kit.calendar import months_after
from dmedesk.kit.paths import resources

FEE_FILE = "DMEPOS_demo.csv"
MEMBERS = 60
_STATE = "MA"
_Row = Mapping[str, Any]


def write_demo_files(folder: Path, *, today: date) -> None:
    """Write every file of the demo shop into ``folder``; its rentals run up to last month."""
    folder.mkdir(parents=True, exist_ok=True)
    told = list(stories(today, members=MEMBERS))
    demo = repaired.demo_of(told, today)
    files: dict[str, Iterable[_Row]] = {
        "company": _company(today),
        "payers": facts()["payers"],
        "practitioners": practitioners(today),
        "practitioner_checks": practitioner_checks(today),
        "members": members(told, MEMBERS),
        "residences": _residences(told),
        "coverages": coverages(told, MEMBERS, today),
        "member_notes": member_notes(today),
        "products": _products(),
        "kits": kits(today),
        "kit_lines": kit_lines(),
        "assets": _assets(told, today, demo.loaner),
        **_papers(told, today),
        "rentals": [story.rental() for story in told],
        "interruptions": [row for story in told for row in story.interruptions()],
        "paper_texts": texts(today),
        "tickets": [*tickets(told, today), *repaired.loan_ticket(demo)],
        "ticket_lines": [*ticket_lines(told), *repaired.loan_line(demo)],
        **repaired.files(demo),
        "maintenance_plans": plans(),
        "maintenance": log(today),
        "charges": charges(told, today),
        "charge_proofs": charge_proofs(told, today),
        "fees": _own_fees(today),
    }
    for name, rows in files.items():
        _write(folder / f"{name}.csv", list(rows))
    write_photos(folder, today=today)
    logo = facts()["company"]["logo"]
    (folder / "logos").mkdir(exist_ok=True)
    (folder / "logos" / logo).write_bytes((resources() / "demo" / logo).read_bytes())


def _papers(told: Sequence[Story], today: date) -> dict[str, Iterable[_Row]]:
    """Orders, papers, authorizations and trials."""
    return {
        "prescriptions": [
            *(row for story in told for row in story.prescriptions()),
            *orders.prescriptions(told, today),
        ],
        "supporting_papers": orders.supporting_papers(told, today),
        "authorization_requests": orders.requests(told, today),
        "worksheets": orders.worksheets(told, today),
        "authorization_steps": orders.steps(today),
        "requirements": orders.requirements(today),
        "orders": orders.orders(told, today),
        "order_lines": orders.order_lines(told),
        "limits": refills.limits(today),
        "receipts": refills.receipts(told, today),
        "refill_contacts": refills.contacts(told, today),
        "insulin_statements": refills.statements(told, today),
        "replacements": refills.replacements(told, today),
        "authorizations": [
            *(row for story in told for row in story.authorizations()),
            *trials.authorizations(told, today),
        ],
        "chains": trials.chains(today),
        "chain_criteria": trials.criteria(),
        "trials": trials.trials(told, today),
        "trial_answers": trials.answers(today),
    }


def write_fee_file(path: Path) -> date:
    """Write the Medicare fees in the layout of CMS; answers their first day.

    Only the columns of Massachusetts are filled: nothing is said about other states.
    """
    medicare = facts()["medicare"]
    states = [f"{area} ({column})" for area in areas() for column in ("NR", "R")]
    header = ["HCPCS", "Mod", "Mod2", "JURIS", "CATG", "Ceiling", "Floor", *states, "Description"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([medicare["source"]])
        writer.writerow(header)
        for hcpcs, modifier, category, non_rural, rural, words in medicare["rows"]:
            fees = {f"{_STATE} (NR)": non_rural, f"{_STATE} (R)": rural}
            by_state = [fees.get(state, "") for state in states]
            writer.writerow([hcpcs, modifier, "", "D", category, "0.00", "0.00", *by_state, words])
    first: date = medicare["from"]
    return first


def _write(path: Path, rows: Sequence[_Row]) -> None:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


def _company(today: date) -> Iterator[_Row]:
    from_on = months_after(date(today.year, 1, 1), -24)
    yield {"from_on": str(from_on), "name": facts()["name"], **facts()["company"]}


def _residences(told: Sequence[Story]) -> Iterator[_Row]:
    homes = facts()["facilities"]
    for story in told:
        if story.facility_from_on is not None:
            yield {
                "member_no": member_no(story.member),
                "setting": "nursing_facility",
                "from_on": str(story.facility_from_on),
                "until_on": "",
                "facility_name": homes[story.member % len(homes)],
            }


def _products() -> Iterator[_Row]:
    for product in facts()["products"]:
        yield {
            "product_no": product["product_no"],
            "hcpcs": product["hcpcs"],
            "description": product["description"],
            "manufacturer": product["manufacturer"],
            "model": product["model"],
            "usual_rental": product["rental"],
            "usual_purchase": product["purchase"],
            "family": product["family"],
            "payment_class": product["payment_class"],
        }


def _assets(told: Sequence[Story], today: date, loaner: str) -> Iterator[_Row]:
    """Every unit; of each product the first one's warranty ends soon."""
    used = {story.serial for story in told if story.is_used}
    for product in facts()["products"]:
        for number in range(1, product["units"] + 1):
            serial = serial_of(product["product_no"], number)
            ends_on = today + timedelta(days=40) if number == 1 else date(2027, 2, 28)
            yield {
                "serial": serial,
                "product_no": product["product_no"],
                "condition": "used" if serial in used else "new",
                "state": "loaned" if serial == loaner else "",
                "acquired_on": "2024-03-01",
                "cost": product.get("cost", ""),
                "warranty_ends_on": str(ends_on),
                "vendor": product["manufacturer"],
            }


def _own_fees(today: date) -> Iterator[_Row]:
    masshealth = facts()["masshealth"]
    from_on = months_after(date(today.year, 1, 1), -24)
    for hcpcs, modifiers, fee in masshealth["rows"]:
        yield {
            "hcpcs": hcpcs,
            "modifiers": modifiers,
            "fee": fee,
            "from_on": str(from_on),
            "source": masshealth["source"],
        }
