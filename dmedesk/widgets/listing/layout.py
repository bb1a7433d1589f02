"""How a list stands: what it asks, and how its columns are set; kept as text, and read again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dmedesk.kit.lists import EVERYTHING, Ask, Filter, Match, Sort


@dataclass(frozen=True, slots=True)
class Layout:
    """``order`` are the columns' keys from the left, ``widths`` those that were set by hand.

    Widths are pixels at 100%, whatever the size of type was. ``totals`` are shown below the list.
    """

    ask: Ask = EVERYTHING
    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    widths: Mapping[str, int] = field(default_factory=dict)
    totals: bool = False


def sorted_by(sorts: Sequence[Sort], key: str, *, joins: bool) -> tuple[Sort, ...]:
    """The sorts once a column was picked: up, down, not at all; beside the others, or alone."""
    before = next((sort for sort in sorts if sort.column == key), None)
    after: tuple[Sort, ...] = (Sort(key, descending=before is not None),)
    if before is not None and before.descending:
        after = ()
    if joins and before is not None:
        return tuple(one for sort in sorts for one in (after if sort is before else (sort,)))
    return (*sorts, *after) if joins else after


def layout_text(layout: Layout) -> str:
    """The layout as it is kept."""
    ask = layout.ask
    return json.dumps(
        {
            "chip": ask.chip,
            "filters": [[one.column, one.match.value, _kept(one.value)] for one in ask.filters],
            "sorts": [[sort.column, sort.descending] for sort in ask.sorts],
            "order": list(layout.order),
            "hidden": sorted(layout.hidden),
            "widths": dict(layout.widths),
            "group": ask.group,
            "totals": layout.totals,
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def layout_of(text: str, *, columns: Sequence[str], chips: Sequence[str]) -> Layout:
    """The layout that was kept, without columns and chips that the list no longer has.

    What was not kept stands as at first.
    """
    kept = json.loads(text)
    filters = (Filter(one[0], Match(one[1]), _read(one[2])) for one in kept.get("filters", ()))
    sorts = (Sort(column, bool(descending)) for column, descending in kept.get("sorts", ()))
    chip, group = kept.get("chip", ""), kept.get("group", "")
    return Layout(
        ask=Ask(
            chip=chip if chip in chips else "",
            filters=tuple(one for one in filters if one.column in columns),
            sorts=tuple(one for one in sorts if one.column in columns),
            group=group if group in columns else "",
        ),
        order=tuple(key for key in kept.get("order", ()) if key in columns),
        hidden=frozenset(kept.get("hidden", ())) & frozenset(columns),
        widths={key: int(width) for key, width in kept.get("widths", {}).items() if key in columns},
        totals=bool(kept.get("totals")),
    )


def _kept(value: object) -> Any:
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _read(value: Any) -> object:
    return date.fromisoformat(value["day"]) if isinstance(value, dict) else value
