"""Limits of frequency: the list of what was turned on, the page of one, and the proposals."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from dmedesk.kit.calendar import ONE_DAY
from dmedesk.kit.cells import hcpcs
from dmedesk.kit.offers import ListLink, State
from dmedesk.kit.plain_list import PlainList
from dmedesk.kit.references import RecordRef
from dmedesk.members.rules.words import REGIME_WORDS
from dmedesk.members.screens.picking import PAYER_PICKER, picked
from dmedesk.papers.actions.limiting import change_limit, enter_limit, renew_limit, turn_limit_on
from dmedesk.papers.queries.listed_limits import LIMITS, LimitListed
from dmedesk.papers.queries.record_limits import ProposedLimit, limit_record, proposed_limits
from dmedesk.papers.rules.limit_words import (
    LIMIT_WORDS,
    STANCE_WORDS,
    TREATMENT_WORDS,
    UNIT_WORDS,
    LimitKind,
    Stance,
    Treatment,
    period_words,
)
from dmedesk.papers.screens.lists import until_column, until_the_day_after, until_word
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind, Picked, Section, options_of
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import RecordRead, RecordSpec
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.parts import button
from dmedesk.widgets.theme import GRID, Tone


def _says(row: LimitListed) -> str:
    return f"{row.quantity} in {period_words(row.every, row.unit)}"


def _for_whom(treatment: Treatment) -> str:
    return "" if treatment is Treatment.ANY else TREATMENT_WORDS[treatment].lower()


def _columns(today: date) -> tuple[ListColumn[LimitListed], ...]:
    return (
        ListColumn("limit_no", "Number", lambda row: row.limit_no, width=88, spare=2),
        ListColumn("payer", "Payer", lambda row: row.payer, width=120, wide=True),
        ListColumn("hcpcs", "Code", lambda row: row.hcpcs, width=72),
        ListColumn("quantity", "At most", _says, FilterKind.NUMBER, width=130),
        ListColumn(
            "treatment",
            "For",
            lambda row: _for_whom(row.treatment),
            FilterKind.CHOICE,
            width=150,
            options=tuple(TREATMENT_WORDS.items()),
            spare=3,
        ),
        ListColumn(
            "stance",
            "It does",
            lambda row: "✕ stops" if row.stance is Stance.STOP else "! warns",
            FilterKind.CHOICE,
            width=84,
            options=tuple(STANCE_WORDS.items()),
            tone=lambda row: Tone.STOPPED if row.stance is Stance.STOP else Tone.WAITING,
        ),
        ListColumn("from_on", "From", lambda row: str(row.from_on), FilterKind.DAY, width=96),
        until_column("last_on", "Until", lambda row: row.last_on, today),
        ListColumn("citation", "Where it says so", lambda row: row.citation, width=160, spare=1),
    )


def limits_spec(today: date) -> ListSpec[LimitListed]:
    """The list of limits that were turned on, as of a day."""
    return ListSpec(
        key="limits",
        title="Limits",
        picture="scale",
        kind="limit",
        one="limit",
        query=LIMITS,
        columns=_columns(today),
        name=lambda row: f"{row.hcpcs} for {row.payer}: {_says(row)}",
        facts=lambda row: [
            Fact("Payer", row.payer),
            Fact(LIMIT_WORDS[row.kind], f"{row.hcpcs}: {_says(row)}"),
            *([Fact("For", _for_whom(row.treatment))] if _for_whom(row.treatment) else []),
            Fact("It does", STANCE_WORDS[row.stance].lower()),
            Fact("From", str(row.from_on)),
            Fact("Until", *until_word(row.last_on, today)),
            Fact("Says so", row.citation),
            *([Fact("Why", row.why)] if row.why else []),
        ],
        empty="No limit is turned on: nothing warns, and nothing stops. The limits that texts and"
        " guides have stand behind Proposals (Alt+P).",
        chips=(
            Chip("in_force", "In force"),
            Chip("stops", "Stop"),
            Chip("ahead", "Later"),
            Chip("ended", "Ended"),
            Chip("own", "Our own"),
        ),
        new="New limit",
    )


class LimitsPage(ListPage[LimitListed]):
    """Every limit that was turned on."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, limits_spec(workplace.today))
        link = ListLink("limit_proposals")
        self.proposals_button = button(
            "&Proposals …",
            lambda: workplace.navigator.open_list(link),
            tip="The limits of texts and guides, to turn on (Alt+P)",
        )
        self.tools.addWidget(self.proposals_button)


PIECES = (
    Section(
        "What is paid, and how often",
        (
            FormField("payer_id", "Pa&yer", Kind.RECORD, required=True, picker=PAYER_PICKER),
            FormField("hcpcs", "&Code", required=True, reads=hcpcs, width=24 * GRID),
            FormField("kind", "&Kind", Kind.CHOICE, required=True, options=options_of(LIMIT_WORDS)),
            FormField("quantity", "At mos&t", Kind.NUMBER, required=True, least=1, help="units"),
            FormField("every", "&In", Kind.NUMBER, required=True, least=1),
            FormField("unit", "Unit", Kind.CHOICE, required=True, options=options_of(UNIT_WORDS)),
            FormField(
                "treatment",
                "Fo&r",
                Kind.CHOICE,
                required=True,
                options=options_of(TREATMENT_WORDS),
            ),
            FormField(
                "stance", "It &does", Kind.CHOICE, required=True, options=options_of(STANCE_WORDS)
            ),
        ),
    ),
    Section(
        "From when, and who says so",
        (
            FormField("from_on", "&From", Kind.DAY, required=True),
            FormField("until_on", "Unti&l", Kind.DAY, help="no end"),
            FormField("citation", "W&here it says so", required=True, wide=True),
            FormField("why", "Why", wide=True),
        ),
    ),
)


def read_limit(on: date, session: Any, limit_id: int) -> RecordRead | None:
    """One limit for the page, as of a day."""
    record = limit_record(session, limit_id)
    if record is None:
        return None
    values = record.values
    last_on = values["until_on"] and values["until_on"] - ONE_DAY
    state, word = State.READY, "in force"
    if values["from_on"] > on:
        state, word = State.WAITING, f"from {values['from_on']}"
    elif last_on is not None and last_on < on:
        state, word = State.CLOSED, f"ended on {last_on}"
    is_kept = values["from_on"] <= on
    return RecordRead(
        title=f"{values['hcpcs']} for {record.payer.title}",
        values={
            **values,
            "payer_id": picked(record.payer),
            **{name: values[name].value for name in ("kind", "unit", "treatment", "stance")},
            "until_on": last_on,
        },
        version=record.version,
        about="It is in force: say its end, or write a new version." if is_kept else "",
        state=state,
        word=word,
    )


def save_limit(work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]) -> int:
    """Enter or change a limit, from what stands in the form."""
    given = until_the_day_after(values)
    if row_id is None:
        return enter_limit(work, values=given)
    change_limit(work, limit_id=row_id, version=version, values=given)
    return row_id


class LimitPage(FormPage):
    """One limit; one that is in force is followed by a new version."""

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        spec = RecordSpec(
            kind="limit",
            noun="limit",
            pieces=PIECES,
            read=partial(read_limit, workplace.today),
            save=save_limit,
            action="save_limit",
            fresh=lambda _session: {
                "from_on": workplace.today,
                "treatment": Treatment.ANY.value,
                "kind": LimitKind.REPLACEMENT.value,
                "stance": Stance.WARN.value,
            },
        )
        super().__init__(workplace, ref, spec)
        fields = (
            FormField("from_on", "From", Kind.DAY, required=True),
            FormField("quantity", "At most", Kind.NUMBER, required=True, least=1),
            FormField("every", "In", Kind.NUMBER, required=True, least=1),
            FormField("unit", "Unit", Kind.CHOICE, required=True, options=options_of(UNIT_WORDS)),
            FormField(
                "stance", "It does", Kind.CHOICE, required=True, options=options_of(STANCE_WORDS)
            ),
            FormField("citation", "Where it says so", required=True),
        )
        self.renewing = ActionBar(
            workplace, self.fail, fields, action="save_limit", done=self._tell, columns=3
        )
        self.bars.addWidget(self.renewing)
        self.renew_button = button("New &version …", self.ask_renew, tip="From a day on (Alt+V)")
        self.renew_button.hide()
        self.tools.addWidget(self.renew_button)

    def show_record(self, read: RecordRead) -> None:
        """A stored limit can be followed by a new version."""
        super().show_record(read)
        self.renew_button.setVisible(self.workplace.may_write and not self.is_new)
        self.renew_button.setEnabled(not self.workplace.why_not("save_limit"))

    def ask_renew(self) -> None:
        """Ask from when what is different."""
        if self.stored is None or self.is_new:
            return
        limit_id, version, stored = self.ref.id, self.stored.version, self.stored

        def act(work: Any, values: Mapping[str, Any]) -> object:
            told = {name: values[name] for name in values if name != "from_on"}
            return renew_limit(
                work,
                limit_id=limit_id,
                version=version,
                from_on=values["from_on"],
                values=told,
            )

        begun = {name: stored.values[name] for name in self.renewing.form.entries}
        title = f"A new version of {stored.values['limit_no']}; the old one ends the day before"
        self.renewing.open_bar(title, "Write it", act, {**begun, "from_on": self.workplace.today})

    def _tell(self) -> None:
        self.workplace.say("The new version is written; the old one has its end.")


# --- proposals -----------------------------------------------------------------------------------


def _state(row: ProposedLimit) -> tuple[str, Tone]:
    if row.on:
        return f"✓ {', '.join(payer for payer, _from in row.on)}", Tone.READY
    return ("? to confirm", Tone.WAITING) if row.says.confirm else ("– off", Tone.CLOSED)


def _limit(row: ProposedLimit) -> str:
    return f"{row.says.quantity} in {period_words(row.says.every, row.says.unit)}"


def _proposal_facts(row: ProposedLimit) -> list[Fact]:
    treatment = _for_whom(row.says.treatment)
    return [
        Fact("Rules", REGIME_WORDS[row.regime]),
        Fact(LIMIT_WORDS[row.says.kind], _limit(row)),
        *([Fact("For", treatment)] if treatment else []),
        Fact("Says so", row.says.citation),
        *([Fact("To confirm", row.says.confirm, Tone.WAITING)] if row.says.confirm else []),
        *(Fact("On for", f"{payer}, from {from_on}", Tone.READY) for payer, from_on in row.on),
    ]


PROPOSED: ListSpec[ProposedLimit] = ListSpec(
    key="limit_proposals",
    title="Limit proposals",
    picture="scale",
    kind="limit",
    one="proposal",
    query=PlainList(
        proposed_limits,
        chips={
            "on": lambda row, _on: bool(row.on),
            "off": lambda row, _on: not row.on,
            "confirm": lambda row, _on: bool(row.says.confirm),
        },
    ),
    columns=(
        ListColumn("hcpcs", "Code", lambda row: row.hcpcs, width=72),
        ListColumn("what", "What", lambda row: row.what, width=250, wide=True),
        ListColumn("key", "At most", _limit, FilterKind.NONE, width=120),
        ListColumn(
            "is_on",
            "Turned on for",
            lambda row: _state(row)[0],
            FilterKind.NONE,
            width=150,
            tone=lambda row: _state(row)[1],
        ),
    ),
    name=lambda row: f"{row.hcpcs} · {row.what}",
    facts=_proposal_facts,
    empty="The program ships no limits.",
    chips=(Chip("on", "On"), Chip("off", "Off"), Chip("confirm", "To confirm")),
    ref=lambda row: RecordRef("limit_proposal", row.id),
)


class LimitProposalsPage(ListPage[ProposedLimit]):
    """The limits of texts and guides: one click each to turn on, by payer and date."""

    keys = (*ListPage.keys, Key("Enter, Alt+O", "turn the chosen limit on"))

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, PROPOSED)
        fields = (
            FormField("payer_id", "Payer", Kind.RECORD, required=True, picker=PAYER_PICKER),
            FormField("from_on", "From", Kind.DAY, required=True),
            FormField(
                "stance", "It does", Kind.CHOICE, required=True, options=options_of(STANCE_WORDS)
            ),
        )
        self.turning = ActionBar(workplace, self.fail, fields, action="save_limit", done=self._tell)
        self.bars.addWidget(self.turning)
        self.turn_on_button = button("Turn it &on …", self.ask_turn_on, part="primary")
        why_not = workplace.why_not("save_limit")
        self.turn_on_button.setEnabled(not why_not)
        self.turn_on_button.setToolTip(why_not or "For a payer and from a day (Alt+O)")
        self.tools.addWidget(self.turn_on_button)
        self.turn_on_button.setVisible(workplace.may_write)

    def open_chosen(self, *, apart: bool = False) -> None:  # noqa: ARG002 - nothing opens
        """Turn the proposal under the cursor on."""
        self.ask_turn_on()

    def ask_turn_on(self) -> None:
        """Ask for whom, from when, and whether it stops."""
        row = self.list.chosen_row()
        if row is None or not self.turn_on_button.isEnabled() or not self.workplace.may_write:
            return
        key = row.key

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return turn_limit_on(
                work,
                proposal=key,
                payer_id=values["payer_id"],
                from_on=values["from_on"],
                stance=Stance(values["stance"]),
            )

        begun = {
            "payer_id": Picked(row.free.id, row.free.title) if row.free else None,
            "from_on": self.workplace.today,
            "stance": Stance.WARN.value,
        }
        self.turning.open_bar(f"Turn on: {row.what}, {_limit(row)}", "Turn it on", act, begun)

    def _tell(self) -> None:
        self.workplace.say("It is turned on.")
