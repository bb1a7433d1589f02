"""Places where units are kept: shelves, vans, workshops; each with the units that are there."""

from typing import Any

from dmedesk.assets.actions.places import change_place, enter_place
from dmedesk.assets.queries.places import PLACES, PlaceListed, place_record
from dmedesk.assets.rules.places import PLACE_WORDS, place_findings
from dmedesk.kit.offers import State
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.forms.fields import FormField, Kind, Section, options_of
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import RecordRead, RecordSpec, saving
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import GRID, Tone
from dmedesk.widgets.words import count_of

PIECES = (
    Section(
        "The place",
        (
            FormField("name", "N&ame", required=True, width=80 * GRID, help="Shelf A, Van 2"),
            FormField("kind", "K&ind", Kind.CHOICE, required=True, options=options_of(PLACE_WORDS)),
            FormField("closed_on", "&Closed on", Kind.DAY, help="Not yet"),
        ),
        columns=1,
    ),
)


def read_place(session: Any, place_id: int) -> RecordRead | None:
    """One place for the page."""
    record = place_record(session, place_id)
    if record is None:
        return None
    is_closed = record.values["closed_on"] is not None
    return RecordRead(
        title=record.name,
        values=record.values,
        version=record.version,
        about=f"{PLACE_WORDS[record.kind]} · {count_of(record.units, 'unit')} there now",
        state=State.CLOSED if is_closed else State.READY,
        word="closed" if is_closed else "in use",
    )


PLACE = RecordSpec(
    kind="place",
    noun="place",
    pieces=PIECES,
    read=read_place,
    save=saving(enter_place, change_place, named="place_id"),
    action="save_place",
    checks=place_findings,
    not_copied=frozenset({"name", "closed_on"}),
)


class PlacePage(FormPage):
    """One place; its units stand beside it."""

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref, PLACE)


def _state(row: PlaceListed) -> str:
    return "✓ in use" if row.closed_on is None else "– closed"


COLUMNS: tuple[ListColumn[PlaceListed], ...] = (
    ListColumn("name", "Name", lambda row: row.name, width=200, wide=True),
    ListColumn(
        "kind",
        "Kind",
        lambda row: PLACE_WORDS[row.kind],
        FilterKind.CHOICE,
        width=120,
        options=tuple((kind.value, word) for kind, word in PLACE_WORDS.items()),
    ),
    ListColumn(
        "units",
        "Units",
        lambda row: f"{row.units:,}",
        FilterKind.NUMBER,
        width=80,
        figures=True,
        is_summed=True,
    ),
    ListColumn(
        "closed_on",
        "Closed on",
        lambda row: "" if row.closed_on is None else row.closed_on.isoformat(),
        FilterKind.DAY,
        width=104,
    ),
)


def facts_of(row: PlaceListed) -> list[Fact]:
    """The preview's lines."""
    closed = "" if row.closed_on is None else f" since {row.closed_on}"
    tone = Tone.READY if row.closed_on is None else Tone.CLOSED
    return [
        Fact("State", f"{_state(row)}{closed}", tone),
        Fact("Kind", PLACE_WORDS[row.kind]),
        Fact("Units", f"{row.units:,}"),
    ]


class PlacesPage(ListPage[PlaceListed]):
    """Every place with the number of units there."""

    def __init__(self, workplace: Workplace) -> None:
        spec = ListSpec(
            key="places",
            title="&Places",
            picture="package",
            kind="place",
            one="place",
            query=PLACES,
            columns=COLUMNS,
            name=lambda row: row.name,
            facts=facts_of,
            empty="No places yet. Enter the first shelf or van (Ctrl+N).",
            chips=(Chip("open", "In use"), Chip("vans", "Vans"), Chip("closed", "Closed")),
            new="Ne&w place",
        )
        super().__init__(workplace, spec)
