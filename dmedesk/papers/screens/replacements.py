"""Why things are wanted before their time: the list, and the page of one with what proves it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dmedesk.kit.cells import hcpcs
from dmedesk.kit.offers import State
from dmedesk.kit.references import RecordRef
from dmedesk.members.screens.picking import MEMBER_PICKER, picked
from dmedesk.papers.actions.replacing import say_early, take_back_early
from dmedesk.papers.queries.limits import REPLACEMENT
from dmedesk.papers.queries.listed_limits import REPLACEMENTS, ReplacementListed
from dmedesk.papers.queries.record_limits import replacement_record
from dmedesk.papers.rules.limit_law import early_rule
from dmedesk.papers.rules.limit_words import EARLY_WORDS, EarlyReason
from dmedesk.papers.screens.early_fields import early_from
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind, Section, options_of
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import RecordRead, RecordSpec
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button
from dmedesk.widgets.theme import GRID, Tone


def _state(row: ReplacementListed) -> tuple[str, Tone]:
    if row.is_undone:
        return "– taken back", Tone.CLOSED
    return ("✓ proven", Tone.READY) if row.files else ("‖ nothing attached", Tone.WAITING)


_COLUMNS: tuple[ListColumn[ReplacementListed], ...] = (
    ListColumn("replacement_no", "Number", lambda row: row.replacement_no, width=104, spare=1),
    ListColumn("member", "Member", lambda row: row.member, width=140, wide=True),
    ListColumn("hcpcs", "Code", lambda row: row.hcpcs, width=72),
    ListColumn(
        "reason",
        "Reason",
        lambda row: EARLY_WORDS[row.reason],
        FilterKind.CHOICE,
        width=160,
        options=tuple(EARLY_WORDS.items()),
    ),
    ListColumn(
        "happened_on", "Happened", lambda row: str(row.happened_on), FilterKind.DAY, width=96
    ),
    ListColumn(
        "files",
        "Evidence",
        lambda row: _state(row)[0],
        FilterKind.NUMBER,
        width=140,
        tone=lambda row: _state(row)[1],
    ),
    ListColumn("evidence", "What proves it", lambda row: row.evidence, width=170, spare=2),
)

SPEC: ListSpec[ReplacementListed] = ListSpec(
    key="replacements",
    title="Replacements",
    picture="refresh-cw",
    kind="replacement",
    one="reason",
    query=REPLACEMENTS,
    columns=_COLUMNS,
    name=lambda row: f"{row.hcpcs}, {row.member}",
    facts=lambda row: [
        Fact("State", *_state(row)),
        Fact("Member", f"{row.member} · {row.member_no}"),
        Fact("Reason", f"{EARLY_WORDS[row.reason]} on {row.happened_on}"),
        Fact("Proves it", row.evidence),
        Fact("Medicare", early_rule(row.reason, "medicare").said),
        Fact("MassHealth", early_rule(row.reason, "masshealth").said),
        Fact("By", row.recorded_by),
    ],
    empty="Nothing was wanted before its time. Say here why something is (Ctrl+N).",
    chips=(
        Chip("unproven", "Nothing attached"),
        Chip("proven", "Proven"),
        Chip("undone", "Taken back"),
    ),
    new="New reason",
)


class ReplacementsPage(ListPage[ReplacementListed]):
    """Every reason for an early replacement."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, SPEC)


PIECES = (
    Section(
        "What is wanted early, and why",
        (
            FormField("member_id", "Mem&ber", Kind.RECORD, required=True, picker=MEMBER_PICKER),
            FormField("hcpcs", "&Code", required=True, reads=hcpcs, width=24 * GRID),
            FormField(
                "reason", "&Reason", Kind.CHOICE, required=True, options=options_of(EARLY_WORDS)
            ),
            FormField("happened_on", "Happened &on", Kind.DAY, required=True),
            FormField(
                "evidence",
                "What pro&ves it",
                required=True,
                wide=True,
                help="Report, statement, by whom; attach the paper",
            ),
        ),
    ),
)


LOCKED = tuple(
    replace(piece, fields=tuple(replace(one, read_only=True) for one in piece.fields))
    for piece in PIECES
)
"""The same of a stored reason, which never changes."""


def read_replacement(session: Any, replacement_id: int) -> RecordRead | None:
    """One reason for the page."""
    record = replacement_record(session, replacement_id)
    if record is None:
        return None
    values, undone = record.values, record.undone
    reason: EarlyReason = values["reason"]
    about = f"Medicare: {early_rule(reason, 'medicare').said}"
    if undone is not None:
        about = f"Taken back by {undone.recorded_by}: {undone.evidence}"
    return RecordRead(
        title=f"{values['replacement_no']} · {values['hcpcs']} for {record.member.title}",
        values={**values, "member_id": picked(record.member), "reason": reason.value},
        version=1,
        about=about,
        state=State.CLOSED if undone else State.READY,
        word="taken back" if undone else "counts",
    )


def save_replacement(
    work: Any,
    *,
    row_id: int | None,
    version: int,  # noqa: ARG001 - a stored reason has none
    values: Mapping[str, Any],
) -> int:
    """Write a reason down, from what stands in the form; a stored one never changes."""
    if row_id is not None:
        return row_id
    return say_early(
        work, member_id=values["member_id"], hcpcs=values["hcpcs"], **early_from(values)
    )


class ReplacementPage(FormPage):
    """One reason: files are attached to it; what was mistaken is taken back."""

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        spec = RecordSpec(
            kind=REPLACEMENT,
            noun="reason",
            pieces=PIECES if not ref.id else LOCKED,
            read=read_replacement,
            save=save_replacement,
            action="say_early",
            fresh=lambda _session: {"happened_on": workplace.today},
        )
        super().__init__(workplace, ref, spec)
        fields = (FormField("why", "Why", required=True, help="What was mistaken"),)
        self.undoing = ActionBar(
            workplace, self.fail, fields, action="take_back_early", done=self._tell
        )
        self.bars.addWidget(self.undoing)
        self.undo_button = button("&Take back …", self.ask_undo, tip="It counts no more (Alt+T)")
        self.undo_button.hide()
        self.tools.addWidget(self.undo_button)
        if ref.id:
            for one in (self.head.copy, self.head.save, self.head.save_and_close):
                one.hide()

    def show_record(self, read: RecordRead) -> None:
        """A stored reason stays as it is, and can be taken back once."""
        super().show_record(read)
        counts = read.state is not State.CLOSED
        self.undo_button.setVisible(self.workplace.may_write and not self.is_new and counts)
        self.undo_button.setEnabled(not self.workplace.why_not("take_back_early"))

    def _saved(self, row_id: int, sent: Mapping[str, Any]) -> None:
        """It is a fact now: its page, which does not change it, takes this one's place."""
        self._closes = True
        super()._saved(row_id, sent)
        self.workplace.navigator.open_record(RecordRef(REPLACEMENT, row_id))

    def ask_undo(self) -> None:
        """Ask why it counts no more."""
        if self.stored is None or self.is_new:
            return
        replacement_id = self.ref.id

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return take_back_early(work, replacement_id=replacement_id, why=values["why"])

        self.undoing.open_bar(f"Take {self.stored.title} back", "Take it back", act, {})

    def _tell(self) -> None:
        self.workplace.say("It is taken back.")
