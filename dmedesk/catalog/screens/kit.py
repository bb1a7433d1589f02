"""A kit's page: what goes out together, and which of it is scanned one by one."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from dmedesk.catalog.actions.kits import change_kit, enter_kit
from dmedesk.catalog.queries.kits import kit_record
from dmedesk.catalog.rules.kits import LINES, MOST, is_offered, kit_findings
from dmedesk.catalog.screens.picking import ITEM_PICKER, picked
from dmedesk.kit.offers import State
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.forms.fields import FormField, Kind, Section, SubTable
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import RecordRead, RecordSpec, saving
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import GRID
from dmedesk.widgets.words import count_of

_PRODUCT, _NUMBER = 90 * GRID, 24 * GRID

PIECES = (
    Section(
        "The kit",
        (
            FormField("name", "&Name", required=True, wide=True, help="Hospital bed, complete"),
            FormField("from_on", "O&ffered from", Kind.DAY, required=True),
            FormField("ended_on", "Not any more from", Kind.DAY),
            FormField("note", "No&te", wide=True, help="For whoever puts it on a slip"),
        ),
    ),
    SubTable(
        LINES,
        "What goes &out with it",
        (
            FormField(
                "product_id",
                "Item",
                Kind.RECORD,
                required=True,
                picker=ITEM_PICKER,
                width=_PRODUCT,
            ),
            FormField(
                "quantity", "Qty", Kind.NUMBER, required=True, least=1, most=MOST, width=_NUMBER
            ),
            FormField("by_serial", "Each is scanned", Kind.YES_NO),
        ),
        noun="item",
        fresh={"quantity": 1, "by_serial": False},
    ),
)


def read_kit(on: date, session: Any, kit_id: int) -> RecordRead | None:
    """One kit for the page, as it stands on a day."""
    record = kit_record(session, kit_id)
    if record is None:
        return None
    values = record.values
    lines = [{**line, "product_id": picked(line["product"])} for line in record.lines]
    offered = is_offered(values["from_on"], values["ended_on"], on=on)
    ended = not offered and values["from_on"] <= on
    return RecordRead(
        title=values["name"],
        values={
            **values,
            LINES: [{key: line[key] for key in line if key != "product"} for line in lines],
        },
        version=record.version,
        about=count_of(len(lines), "item"),
        state=State.READY if offered else State.CLOSED if ended else State.WAITING,
        word="offered" if offered else "ended" if ended else f"from {values['from_on']}",
    )


def _fresh(today: date, _session: Any) -> Mapping[str, Any]:
    return {"from_on": today}


def kit_spec(today: date) -> RecordSpec:
    """The page of a kit."""
    return RecordSpec(
        kind="kit",
        noun="kit",
        pieces=PIECES,
        read=partial(read_kit, today),
        save=saving(enter_kit, change_kit, named="kit_id"),
        action="save_kit",
        fresh=partial(_fresh, today),
        checks=kit_findings,
        not_copied=frozenset({"name"}),
    )


class KitPage(FormPage):
    """One kit."""

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref, kit_spec(workplace.today))
