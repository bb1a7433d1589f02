"""Keeps a worksheet of individual consideration, with what it came to. Only ever appended."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from dmedesk.kit.cells import hcpcs, prose
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import stops
from dmedesk.kit.typed import by_field, missing, tidy, unreadable
from dmedesk.papers.rules.worksheet import (
    WorksheetFact,
    WorksheetOf,
    reckoned,
    worksheet_faults,
)
from dmedesk.papers.tables import Worksheet
from dmedesk.rates.answer import Quote
from dmedesk.store.editing import add_row
from dmedesk.store.numbers import next_number
from dmedesk.store.unit_of_work import UnitOfWork

WORKSHEET_PREFIX, WORKSHEET_WIDTH = "IC-", 6
"""What the numbers of worksheets begin with, and to how many figures they are filled up."""

_NAMES = {
    "priced_on": "day of service",
    "what": "what is priced",
    "hcpcs": "code",
    "description": "item",
    "family": "family",
}
_TEXTS = ("description", "discounts", "timely_percentage", "timely_terms", "note")
_OF_FACT = tuple(one.name for one in fields(WorksheetFact))


def keep_worksheet(work: UnitOfWork, *, values: Mapping[str, Any]) -> int:
    """Keep a worksheet by the attributes of ``Worksheet``; answers its id.

    It gets the next number, and what the rate engine answers as its result. Raises ``Refused`` with
    everything that is missing or unreadable, and with the engine's own reason.
    """
    own = tidy(values)
    own = {**own, **{name: str(own.get(name) or "") for name in _TEXTS}}
    if own.get("hcpcs"):
        own["hcpcs"] = own["hcpcs"].upper()
    if own.get("what"):
        own["what"] = WorksheetOf(own["what"])
        if own["what"] is not WorksheetOf.CAPPED_RENT:
            own["rental_month"] = None
        else:
            own["rental_month"] = own.get("rental_month") or 1
    said = {name: own[name] for name in _OF_FACT if own.get(name) is not None}
    found = by_field(missing(own, _NAMES), unreadable(own, {"hcpcs": hcpcs, "description": prose}))
    if not stops(found):
        found = by_field(worksheet_faults(said))
    if stops(found):
        raise Refused(found)
    answer = reckoned(WorksheetFact(**said))
    assert isinstance(answer, Quote), "a refusal is a fault"
    number = next_number(
        work, Worksheet.worksheet_no, prefix=WORKSHEET_PREFIX, width=WORKSHEET_WIDTH
    )
    return add_row(
        work,
        Worksheet,
        values={
            **own,
            "worksheet_no": number,
            "result_cents": answer.amount_cents,
            "recorded_at": work.now,
            "recorded_by": work.actor,
        },
    )
