"""The files of units: themselves, notes, places, what moved them, and their checks."""

from collections.abc import Iterator

from dmedesk.assets.rules import AssetState, Condition, PlaceKind, serial_key
from dmedesk.assets.rules.counts import CountStep, Settling
from dmedesk.assets.rules.criteria import CriterionKind, Stand
from dmedesk.assets.rules.maintenance import MOST_HOURS, Every, LogStep
from dmedesk.assets.rules.moves import Move
from dmedesk.kit.cells import (
    Unreadable,
    day,
    identifier,
    moment,
    money,
    one_of,
    ordinal,
    prose,
    quantity,
    text,
    yes_or_no,
)
from dmedesk.kit.records import Column, Fault, RecordFile, Reference
from dmedesk.kit.stored import Values


def serial(cell: str) -> str:
    """A serial as printed."""
    printed = identifier(cell)
    if not serial_key(printed):
        raise Unreadable(
            "bad_serial", f"{cell!r} is not a serial.", "Write the serial as the unit shows it."
        )
    return printed


def compared_serial(cell: str) -> str:
    """The compared form of a serial, for files that refer to a unit."""
    return serial_key(serial(cell))


def _step_faults(values: Values) -> Iterator[Fault]:
    """A scan and a settling name what was scanned, a settling what became of it, nothing else."""
    step = values.get("step")
    for column, wanted in (
        ("scanned", step is not CountStep.CLOSED),
        ("settled", step is CountStep.SETTLED),
    ):
        if step is not None and column in values and (values[column] is not None) != wanted:
            message = "This is missing." if wanted else "This does not belong to such a row."
            yield Fault(column, "wrong_step", message, "Take the row from an export as it is.")


def _hours(cell: str) -> int:
    """Hours of use, as a meter shows them."""
    hours = quantity(cell)
    if hours > MOST_HOURS:
        raise Unreadable("bad_number", f"{cell} is too much.", f"At most {MOST_HOURS:,}.")
    return hours


def _interval(cell: str) -> int:
    """So many months, or hours of use."""
    return _hours(str(ordinal(cell)))


def _interval_faults(values: Values) -> Iterator[Fault]:
    every = values.get("every")
    counted = every is not Every.RETURN
    if every is not None and "interval" in values and (values["interval"] is None) == counted:
        message = f"After how many {every}?" if counted else "Each return has no number."
        yield Fault("interval", "wrong_interval", message, "A number for months or hours only.")


def _log_faults(values: Values) -> Iterator[Fault]:
    """Work says what was done, a reading its hours, and what takes back names the turn."""
    step = values.get("step")
    for column, of, is_only in (
        ("work", LogStep.WORK, True),
        ("hours", LogStep.READING, False),
        ("reverses", LogStep.TAKEN_BACK, True),
    ):
        if step is None or column not in values:
            continue
        if step is of and values[column] is None:
            message = "This is missing."
        elif is_only and step is not of and values[column] is not None:
            message = "This does not belong to such a row."
        else:
            continue
        yield Fault(column, "wrong_step", message, "Take the row from an export as it is.")


ASSETS = RecordFile(
    "assets",
    columns=(
        Column("serial", serial, required=True),
        Column("product_no", identifier, required=True),
        Column("condition", one_of(Condition)),
        Column("lot", text),
        Column("acquired_on", day),
        Column("cost", money),
        Column("state", one_of(AssetState)),
        Column("inventory_no", identifier),
        Column("udi_di", identifier),
        Column("udi_pi", text),
        Column("lot_expires_on", day),
        Column("warranty_ends_on", day),
        Column("vendor", text),
        Column("purchase_invoice_no", identifier),
    ),
    key=("serial",),
    references=(Reference(("product_no",), "products"),),
    fold=serial_key,
)

ASSET_NOTES = RecordFile(
    "asset_notes",
    columns=(
        Column("serial", compared_serial, required=True),
        Column("written_at", moment, required=True),
        Column("written_by", text, required=True),
        Column("note", prose, required=True),
    ),
    key=("serial", "written_at", "written_by", "note"),
    references=(Reference(("serial",), "assets"),),
)

PLACES = RecordFile(
    "places",
    columns=(
        Column("place", text, required=True),
        Column("kind", one_of(PlaceKind), required=True),
        Column("closed_on", day),
    ),
    key=("place",),
)

MOVEMENTS = RecordFile(
    "movements",
    columns=(
        Column("serial", compared_serial, required=True),
        Column("turn", ordinal, required=True),
        Column("move", one_of(Move), required=True),
        Column("moved_on", day, required=True),
        Column("from_state", one_of(AssetState), required=True),
        Column("to_state", one_of(AssetState), required=True),
        Column("from_member", identifier),
        Column("to_member", identifier),
        Column("from_place", text),
        Column("to_place", text),
        Column("cause", text),
        Column("cause_no", identifier),
        Column("note", prose),
        Column("reverses", ordinal),
        Column("recorded_at", moment, required=True),
        Column("recorded_by", text, required=True),
    ),
    key=("serial", "turn"),
    references=(
        Reference(("serial",), "assets"),
        Reference(("from_member",), "members"),
        Reference(("to_member",), "members"),
        Reference(("from_place",), "places"),
        Reference(("to_place",), "places"),
    ),
)

UNIT_CHECKS = RecordFile(
    "unit_checks",
    columns=(
        Column("serial", compared_serial, required=True),
        Column("checked_on", day, required=True),
        Column("technician", text, required=True),
        Column("seen", text, empty=""),
        Column("passed", yes_or_no, required=True),
        Column("note", prose),
        Column("recorded_at", moment, required=True),
        Column("recorded_by", text, required=True),
    ),
    key=("serial", "checked_on", "recorded_at", "technician", "passed", "seen", "note"),
    references=(Reference(("serial",), "assets"),),
)

COUNTS = RecordFile(
    "counts",
    columns=(
        Column("count_no", ordinal, required=True),
        Column("place", text),
        Column("begun_on", day, required=True),
        Column("begun_at", moment, required=True),
        Column("begun_by", text, required=True),
    ),
    key=("count_no",),
    references=(Reference(("place",), "places"),),
)

COUNT_UNITS = RecordFile(
    "count_units",
    columns=(
        Column("count_no", ordinal, required=True),
        Column("serial", compared_serial, required=True),
    ),
    key=("count_no", "serial"),
    references=(Reference(("count_no",), "counts"), Reference(("serial",), "assets")),
)

COUNT_FACTS = RecordFile(
    "count_facts",
    columns=(
        Column("count_no", ordinal, required=True),
        Column("turn", ordinal, required=True),
        Column("step", one_of(CountStep), required=True),
        Column("scanned", text),
        Column("serial", compared_serial),
        Column("was_state", one_of(AssetState)),
        Column("was_place", text),
        Column("settled", one_of(Settling)),
        Column("note", prose),
        Column("done_on", day, required=True),
        Column("recorded_at", moment, required=True),
        Column("recorded_by", text, required=True),
    ),
    key=("count_no", "turn"),
    references=(
        Reference(("count_no",), "counts"),
        Reference(("serial",), "assets"),
        Reference(("was_place",), "places"),
    ),
    check=_step_faults,
)

MAINTENANCE_PLANS = RecordFile(
    "maintenance_plans",
    columns=(
        Column("plan_no", ordinal, required=True),
        Column("product_no", identifier, required=True),
        Column("work", text, required=True),
        Column("every", one_of(Every), required=True),
        Column("interval", _interval),
        Column("source", text),
        Column("ended_on", day),
    ),
    key=("plan_no",),
    references=(Reference(("product_no",), "products"),),
    check=_interval_faults,
)

MAINTENANCE = RecordFile(
    "maintenance",
    columns=(
        Column("serial", compared_serial, required=True),
        Column("turn", ordinal, required=True),
        Column("step", one_of(LogStep), required=True),
        Column("done_on", day, required=True),
        Column("plan_no", ordinal),
        Column("fault", text),
        Column("work", text),
        Column("hours", _hours),
        Column("parts", text),
        Column("cost", money),
        Column("technician", text),
        Column("vendor", text),
        Column("note", prose),
        Column("reverses", ordinal),
        Column("recorded_at", moment, required=True),
        Column("recorded_by", text, required=True),
    ),
    key=("serial", "turn"),
    references=(Reference(("serial",), "assets"), Reference(("plan_no",), "maintenance_plans")),
    check=_log_faults,
)

STOP_CRITERIA = RecordFile(
    "stop_criteria",
    columns=(
        Column("cause", text, required=True),
        Column("cause_no", identifier, required=True),
        Column("edition", ordinal, required=True),
        Column("place", ordinal, required=True),
        Column("firm", text, required=True),
        Column("is_whole", yes_or_no, required=True),
        Column("group_no", ordinal, required=True),
        Column("kind", one_of(CriterionKind), required=True),
        Column("value", text, required=True),
        Column("until_value", text, empty=""),
        Column("recorded_at", moment, required=True),
        Column("recorded_by", text, required=True),
    ),
    key=("cause", "cause_no", "edition", "place"),
)

STOP_MARKS = RecordFile(
    "stop_marks",
    columns=(
        Column("serial", compared_serial, required=True),
        Column("cause", text, required=True),
        Column("cause_no", identifier, required=True),
        Column("turn", ordinal, required=True),
        Column("stand", one_of(Stand), required=True),
        Column("reason", prose, required=True),
        Column("holder", identifier),
        Column("recorded_at", moment, required=True),
        Column("recorded_by", text, required=True),
    ),
    key=("serial", "cause", "cause_no", "turn"),
    references=(Reference(("serial",), "assets"), Reference(("holder",), "members")),
)
