"""Units of an import that claim one inventory number."""

from collections import defaultdict
from collections.abc import Iterator

from dmedesk.kit.records import Fault, Key, PlacedFinding
from dmedesk.moving.comparison import Comparison


def inventory_findings(comparison: Comparison) -> Iterator[PlacedFinding]:
    """A finding for every row whose inventory number another unit would have, too."""
    if "assets" not in comparison.read:
        return
    units: dict[str, list[Key]] = defaultdict(list)
    for key, values in comparison["assets"].after.items():
        if values["inventory_no"] is not None:
            units[values["inventory_no"]].append(key)
    for touched in comparison["assets"].touched.values():
        others = [key for key in units[touched.new["inventory_no"]] if key != touched.key]
        if others and "inventory_no" in touched.differing:
            yield Fault(
                "inventory_no",
                "inventory_no_twice",
                f"{others[0][0]} has that number, too.",
                "Give each unit a number of its own, or none.",
            ).placed(touched.row.file, touched.row.line)
