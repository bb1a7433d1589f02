"""The report of faults: what its cells and its preview say."""

from datetime import date

from dmedesk.repairs.queries.listed import ModelFaults
from dmedesk.repairs.screens.reports import FAULTS


def test_a_model_that_failed() -> None:
    row = ModelFaults(
        1, "Hospital bed", "E0260", "Acme", 3, 2, 1, 90_000, date(2026, 10, 5), "Hums", 40
    )
    cells = [column.text(row) for column in FAULTS.spec.columns]
    assert cells == [
        "Hospital bed", "E0260", "Acme", "3", "2", "40%", "1", "900.00", "2026-10-05"
    ]  # fmt: skip
    facts = {fact.name: fact.text for fact in FAULTS.spec.facts(row)}
    assert facts["Units repaired"] == "2, 40% of ours"
    assert facts["Last fault"] == "2026-10-05: Hums"
