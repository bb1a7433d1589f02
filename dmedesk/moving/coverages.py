"""Two payers of one rank on the same day: the files may not say so, nor leave the shop so."""

from collections import defaultdict
from collections.abc import Iterator

from dmedesk.kit.calendar import last_day
from dmedesk.kit.records import Fault, PlacedFinding
from dmedesk.kit.stored import Values
from dmedesk.members.rules.coverage import Cover, overlapping
from dmedesk.moving.comparison import Comparison


def coverage_findings(comparison: Comparison) -> Iterator[PlacedFinding]:
    """A finding at the later of every two coverages of one rank that hold on one day."""
    coverages = comparison["coverages"]
    by_member: dict[str, list[Cover]] = defaultdict(list)
    for values in coverages.after.values():
        by_member[values["member_no"]].append(_cover(values))
    for member_no, covers in by_member.items():
        for earlier, later in overlapping(covers):
            for key in ((member_no, one.rank, one.from_on) for one in (later, earlier)):
                touched = coverages.touched.get(key)
                if touched is not None:
                    yield _fault(earlier, later).placed(touched.row.file, touched.row.line)
                    break


def _cover(values: Values) -> Cover:
    return Cover(None, values["payer_code"], values["rank"], values["from_on"], values["until_on"])


def _fault(earlier: Cover, later: Cover) -> Fault:
    until = f"until {last_day(earlier.until_on)}" if earlier.until_on else "without an end"
    return Fault(
        "from_on",
        "coverages_overlap",
        f"Two payers have rank {later.rank} on {later.from_on}: {earlier.payer} has it from "
        f"{earlier.from_on} {until}.",
        f"Give {earlier.payer} a last day before {later.from_on}, or one of them another rank.",
    )
