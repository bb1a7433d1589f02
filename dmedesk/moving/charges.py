"""Charges move in as they were: no thing has two live ones, and none is invoiced twice."""

from collections.abc import Collection, Iterator

from dmedesk.billing.rules.charges import SourceKind
from dmedesk.kit.records import Fault, Key, PlacedFinding
from dmedesk.kit.stored import Values
from dmedesk.moving.comparison import Comparison

_REMEDY = "Import all files of the export together."


def charge_findings(comparison: Comparison) -> Iterator[PlacedFinding]:
    """A charge whose source has another live one, or none before its round that was withdrawn."""
    if "charges" not in comparison.read:
        return
    known: dict[tuple[SourceKind, str, int], list[Values]] = {}
    for values in comparison["charges"].after.values():
        known.setdefault(_source(values, values["round"]), []).append(values)
    for touched in comparison["charges"].touched.values():
        values, round_ = touched.new, touched.new["round"]
        before = known.get(_source(values, round_ - 1), ())
        if len(known[_source(values, round_)]) > 1:
            message = "Another charge has the same source and round."
        elif round_ > 1 and all(one["withdrawn_at"] is None for one in before):
            message = f"The charge of round {round_ - 1} is not there, or not withdrawn."
        else:
            continue
        fault = Fault("source_no", "charged_already", message, "One live charge of one source.")
        yield fault.placed(touched.row.file, touched.row.line)


def _source(values: Values, round_: int) -> tuple[SourceKind, str, int]:
    return values["source"], values["source_no"] or values["charge_no"], round_


def charge_rounds(comparison: Comparison, credited: Collection[Key]) -> Iterator[PlacedFinding]:
    """A charge is invoiced again only after a credit, and never once it was withdrawn."""
    if "charge_lines" not in comparison.read:
        return
    charges, lines = comparison["charges"].after, comparison["charge_lines"].touched
    for (charge_no, round_), touched in lines.items():
        before = lines.get((charge_no, round_ - 1))
        charge = charges.get((charge_no,))
        if round_ > 1 and (before is None or (charge_no, round_ - 1) not in credited):
            message = f"Round {round_ - 1} of the charge is not there, or not credited."
        elif _is_withdrawn(charge) and (charge_no, round_) not in credited:
            message = "The charge was withdrawn, and stands invoiced."
        else:
            continue
        fault = Fault("round", "history_incomplete", message, _REMEDY)
        yield fault.placed(touched.row.file, touched.row.line)


def _is_withdrawn(charge: Values | None) -> bool:
    return charge is not None and charge["withdrawn_at"] is not None
