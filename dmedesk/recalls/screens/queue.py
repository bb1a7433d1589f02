"""The queue of recalls by stage, and the follow-up lists of units and letters that wait."""

from dmedesk.assets.rules.criteria import Stand
from dmedesk.assets.rules.moves import WORDS
from dmedesk.kit.references import RecordRef
from dmedesk.recalls.queries.listed import (
    LETTERS_TO_DO,
    RECALLS,
    UNITS_TO_DO,
    LetterToDo,
    RecallListed,
    UnitToDo,
)
from dmedesk.recalls.rules.words import CLASS_WORDS, STAGE_WORDS, Stage
from dmedesk.recalls.screens.words import (
    STAND_WORDS,
    due_words,
    light_tone,
    stage_state,
    step_state,
)
from dmedesk.widgets.forms.fields import options_of
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.report import number_column
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import count_of

COLUMNS: tuple[ListColumn[RecallListed], ...] = (
    ListColumn("recall_no", "Recall", lambda row: row.recall_no, width=108),
    ListColumn("title", "What", lambda row: row.title, width=220, wide=True),
    ListColumn("firm", "Firm", lambda row: row.firm, width=130, spare=2),
    ListColumn(
        "recall_class",
        "Class",
        lambda row: CLASS_WORDS[row.recall_class],
        FilterKind.CHOICE,
        width=96,
        options=options_of(CLASS_WORDS),
        spare=1,
    ),
    ListColumn(
        "stage",
        "Stage",
        lambda row: stage_state(row.stage)[0],
        FilterKind.CHOICE,
        width=120,
        tone=lambda row: stage_state(row.stage)[1],
        options=options_of(STAGE_WORDS),
    ),
    ListColumn(
        "received_on",
        "Due",
        lambda row: due_words(row.clock),
        FilterKind.DAY,
        width=150,
        tone=lambda row: light_tone(row.clock),
        tip=lambda row: f"Received on {row.received_on}; sorted by that day",
    ),
    number_column("open_units", "Units", 60),
    number_column("open_letters", "Letters", 64),
)


_CHIPS = {
    Stage.DECIDE: "Decide",
    Stage.TELL: "Tell",
    Stage.REMEDY: "Remedy",
    Stage.READY: "Ready",
    Stage.CLOSED: "Closed",
}


def facts_of(row: RecallListed) -> list[Fact]:
    """The preview's lines; the first says where the recall stands."""
    word, tone = stage_state(row.stage)
    return [
        Fact("Stage", word, tone),
        Fact("Due", due_words(row.clock), light_tone(row.clock)),
        Fact("Firm", row.firm),
        Fact("FDA", row.fda_no or "no number"),
        Fact("Received", f"{row.received_on:%a} {row.received_on}"),
        Fact("To decide", count_of(row.undecided, "unit")),
        Fact("Open", f"{count_of(row.open_units, 'unit')}, {count_of(row.open_letters, 'letter')}"),
    ]


class RecallsPage(ListPage[RecallListed]):
    """Every recall, open ones first."""

    def __init__(self, workplace: Workplace) -> None:
        spec = ListSpec(
            key="recalls",
            title="Recalls",
            picture="octagon-alert",
            kind="recall",
            one="recall",
            query=RECALLS,
            columns=COLUMNS,
            name=lambda row: f"{row.recall_no} · {row.title}",
            facts=facts_of,
            empty="No recalls. When a notice comes, take it in at once (Ctrl+N): its clock runs.",
            chips=(
                Chip("open", "Open"),
                *(Chip(stage.value, word) for stage, word in _CHIPS.items()),
            ),
            new="New recall",
        )
        super().__init__(workplace, spec)


UNIT_COLUMNS: tuple[ListColumn[UnitToDo], ...] = (
    ListColumn("recall_no", "Recall", lambda row: row.recall_no, width=108),
    ListColumn("serial", "Serial", lambda row: row.serial, width=120),
    ListColumn("product", "Item", lambda row: row.product, width=180, wide=True),
    ListColumn(
        "stand",
        "Stands",
        lambda row: STAND_WORDS[row.stand][0],
        FilterKind.CHOICE,
        width=96,
        tone=lambda row: STAND_WORDS[row.stand][1],
        options=tuple((stand.value, STAND_WORDS[stand][0]) for stand in Stand),
    ),
    ListColumn("state", "Where", lambda row: WORDS[row.state], FilterKind.CHOICE, width=150),
    ListColumn("holder", "With", lambda row: row.holder or "", width=130, spare=1),
)


class RecallUnitsPage(ListPage[UnitToDo]):
    """The units that keep recalls open. Enter opens the unit's recall."""

    def open_chosen(self, *, apart: bool = False) -> None:
        """Open the recall of the current row's unit."""
        row = self.list.chosen_row()
        if row is not None:
            ref = RecordRef("recall", row.recall_id)
            self.workplace.navigator.open_record(ref, apart=apart)

    def __init__(self, workplace: Workplace) -> None:
        spec = ListSpec(
            key="recall_units",
            title="Units to follow up",
            picture="package",
            kind="",
            one="unit",
            query=UNITS_TO_DO,
            columns=UNIT_COLUMNS,
            name=lambda row: f"{row.serial} · {row.recall_no}",
            facts=lambda row: [
                Fact("Stands", *STAND_WORDS[row.stand]),
                Fact("Item", row.product),
                Fact("Where", WORDS[row.state]),
                Fact("With", row.holder or "nobody"),
                Fact("Why", row.reason),
            ],
            empty="No unit was ever met by a recall.",
            chips=(
                Chip("all_open", "Open"),
                Chip("undecided", "To decide"),
                Chip("to_remedy", "To remedy"),
            ),
        )
        super().__init__(workplace, spec)


def _last(row: LetterToDo) -> tuple[str, Tone]:
    if row.last_step is None:
        return "Made, not sent", Tone.WAITING
    return step_state(row.last_step, row.last_on)


LETTER_COLUMNS: tuple[ListColumn[LetterToDo], ...] = (
    ListColumn("letter_no", "Letter", lambda row: row.letter_no, width=108),
    ListColumn("recall_no", "Recall", lambda row: row.recall_no, width=108),
    ListColumn("member", "Member", lambda row: row.member, width=160, wide=True),
    ListColumn("town", "Town", lambda row: row.town or "", width=110, spare=1),
    ListColumn(
        "last_on",
        "Stands",
        lambda row: _last(row)[0],
        FilterKind.DAY,
        width=200,
        tone=lambda row: _last(row)[1],
    ),
    number_column("tries", "Entries", 70),
)


class RecallLettersPage(ListPage[LetterToDo]):
    """Every letter about a recall, those without proof first. Enter opens its recall."""

    def open_chosen(self, *, apart: bool = False) -> None:
        """Open the recall of the current row's letter."""
        row = self.list.chosen_row()
        if row is not None:
            ref = RecordRef("recall", row.recall_id)
            self.workplace.navigator.open_record(ref, apart=apart)

    def __init__(self, workplace: Workplace) -> None:
        spec = ListSpec(
            key="recall_letters",
            title="Letters to follow up",
            picture="file-text",
            kind="",
            one="letter",
            query=LETTERS_TO_DO,
            columns=LETTER_COLUMNS,
            name=lambda row: f"{row.letter_no} · {row.member}",
            facts=lambda row: [
                Fact("Stands", *_last(row)),
                Fact("Recall", row.recall_no),
                Fact("Town", row.town or "not known"),
                Fact("Entries", f"{row.tries:,}"),
            ],
            empty="No letters about recalls yet.",
            chips=(
                Chip("to_send", "To send"),
                Chip("to_prove", "Without proof"),
                Chip("ended", "Given"),
            ),
        )
        super().__init__(workplace, spec)
