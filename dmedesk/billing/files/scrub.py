"""The file of where somebody went on over a finding of the scrub; each step names its line."""

from collections.abc import Iterator

from dmedesk.kit.cells import day, identifier, moment, ordinal, prose, verbatim
from dmedesk.kit.records import Column, Fault, RecordFile, Reference
from dmedesk.kit.stored import Values


def _one_line(values: Values) -> Iterator[Fault]:
    """A step is over a line of a rental or over a charge: one of the two."""
    if bool(values.get("rental_no")) == bool(values.get("charge_no")):
        message = "A step is over the month of a rental, or over a charge."
        yield Fault("rental_no", "rental_or_charge", message, "Write one of the two numbers.")


SCRUB_OVERRIDES = RecordFile(
    "scrub_overrides",
    columns=(
        Column("rule", identifier, required=True),
        Column("rental_no", identifier),
        Column("charge_no", identifier),
        Column("from_on", day, required=True),
        Column("turn", ordinal, required=True),
        Column("why", prose, required=True),
        Column("recorded_at", moment, required=True),
        Column("recorded_by", verbatim, required=True),
    ),
    key=("rule", "rental_no", "charge_no", "from_on", "turn"),
    references=(Reference(("rental_no",), "rentals"), Reference(("charge_no",), "charges")),
    check=_one_line,
)
