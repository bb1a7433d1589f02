"""Moves a unit from its page: every move that is allowed now, and the last one taken back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QPushButton

from dmedesk.assets.actions.handling import move_by_hand
from dmedesk.assets.actions.moves import take_back_move
from dmedesk.assets.queries.listed import UnitListed
from dmedesk.assets.queries.moved import MovedUnit, moves_of
from dmedesk.assets.queries.records import unit_record
from dmedesk.assets.rules.handling import NEEDS_REASON, offered
from dmedesk.assets.rules.moves import Cause, Move
from dmedesk.assets.screens.losing import ENDS, ITS_RENTAL, Losses
from dmedesk.assets.screens.picking import PLACE_PICKER
from dmedesk.members.screens.picking import MEMBER_PICKER
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind
from dmedesk.widgets.listing.spec import ListSource
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import label
from dmedesk.widgets.tasks import Failed

MENU_WORDS: Mapping[Move, str] = {
    Move.TRANSFERRED: "&Bring to a place …",
    Move.SENT_TO_REPAIR: "Send to &repair …",
    Move.REPAIRED: "Came from &repair …",
    Move.QUARANTINED: "Set &apart …",
    Move.RELEASED: "Re&lease …",
    Move.SOLD: "&Sold …",
    Move.LOST: "&Lost …",
    Move.FOUND: "&Found …",
    Move.RETIRED: "Re&tire …",
    Move.RENTED_OUT: "Is &out already …",
    Move.RETURNED: "&Came back …",
}
"""Each move as it is offered; one without its words here is offered nowhere."""

_NOWHERE = frozenset({Move.RENTED_OUT, Move.LOST, Move.RETIRED})
"""Moves that bring the unit to no place of ours."""

_TOLD: Mapping[Move, str] = {
    Move.SOLD: "A purchase outside a rental: the unit stays with whoever bought it.",
    Move.LOST: "A rental does not end by this: where the unit is out on one, end that first.",
    Move.RELEASED: "It waits at the bench then: it is checked before it goes out.",
    Move.REPAIRED: "It waits at the bench then: it is checked before it goes out.",
    Move.FOUND: "It waits at the bench then: it is checked before it goes out.",
    Move.RETURNED: "Nobody is named who has it. It waits at the bench then.",
    Move.RENTED_OUT: "Its rental began before this program: the member of that rental has it.",
    Move.RETIRED: "It goes out no more.",
}


_ENDS_TOO = (
    "Where the rental ends, no month begins on that day or later, and the reason stands in its"
    " history. Months billed beyond the day stay until they are credited."
)
_GOES_ON = "The rental that ended with the loss goes on, as if it had never ended."


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a unit stands for whoever moves it: its row of the list, its last move, and the open
    rental that it serves in.
    """

    row: UnitListed
    is_held: bool
    last: MovedUnit | None
    rental_no: str = ""

    @property
    def rented_to(self) -> int | None:
        """Who has it by an open rental alone, which moved in with the shop."""
        return None if self.is_held else self.row.holder_id

    @property
    def moves(self) -> tuple[Move, ...]:
        """Every move that is allowed by hand now."""
        return offered(self.row.state, is_held=self.is_held, is_rented=self.rented_to is not None)

    def glance(self) -> str:
        """Who has it and who had it, in one line; empty where neither is known."""
        row, pieces = self.row, []
        since = f" since {row.since}" if row.since else ""
        if row.holder:
            where = f" ({row.place})" if row.place else ""
            pieces.append(f"With {row.holder}{where}{since}")
        elif row.place:
            pieces.append(f"At {row.place}{since}")
        if row.last_holder:
            pieces.append(f"before with {row.last_holder}")
        return " · ".join(pieces)


def standing_of(
    source: ListSource[UnitListed], losses: Losses | None, session: Any, *, asset_id: int, on: date
) -> Standing | None:
    """Where a unit stands; None where it is gone."""
    rows = source.rows(session, [asset_id], on=on)
    record = unit_record(session, asset_id)
    if not rows or record is None:
        return None
    moves = moves_of(session, asset_id=asset_id)
    is_held = record.values["holder_id"] is not None
    rental_no = "" if losses is None else losses.rental_of(session, asset_id=asset_id)
    return Standing(rows[0], is_held, moves[-1] if moves else None, rental_no)


class MoveMenu(QObject):
    """The button with the moves, and the bars that it opens. ``bars`` belong below the head."""

    def __init__(
        self,
        workplace: Workplace,
        source: ListSource[UnitListed],
        failed: Failed,
        *,
        done: Callable[[str], object],
        losses: Losses | None = None,
    ) -> None:
        super().__init__()
        self._workplace, self._source, self._done = workplace, source, done
        self._losses = losses
        self._said = ""
        self.standing: Standing | None = None
        self.button = QPushButton("Movin&g …")
        self.button.setAccessibleName("Moving")
        self.button.setAutoDefault(False)
        self.menu = QMenu(self.button)
        self.menu.setAccessibleName("Moves")
        self.button.setMenu(self.menu)
        day = FormField("moved_on", "Day", Kind.DAY, required=True)
        place = FormField("place_id", "Place", Kind.RECORD, picker=PLACE_PICKER)
        member = FormField("member_id", "Sold to", Kind.RECORD, required=True, picker=MEMBER_PICKER)
        note = FormField("note", "Note")
        reason = FormField("note", "Reason", required=True)

        def bar(*fields: FormField, action: str = "move_unit") -> ActionBar:
            return ActionBar(workplace, failed, fields, action=action, done=self._tell)

        self.plain, self.reasoned = bar(day, place, note), bar(day, place, reason)
        self.sale, self.gone = bar(day, member, note), bar(day, reason)
        self.back = bar(day, reason, action="take_back_move")
        self.lost = bar(day, ITS_RENTAL, reason, action="lose_rented_unit")
        self.not_lost = bar(day, reason, action="take_back_loss")
        moves = (self.plain, self.reasoned, self.sale, self.gone, self.lost)
        self.bars = (*moves, self.back, self.not_lost)
        self._hints = {one: label(part="soft") for one in self.bars}
        for one, hint in self._hints.items():
            hint.setWordWrap(True)
            one.body.addWidget(hint)

    def show_standing(self, standing: Standing | None) -> None:
        """Offer what is allowed now."""
        self.standing = standing
        self.menu.clear()
        if standing is None:
            return
        for move in standing.moves:
            chosen = self.menu.addAction(MENU_WORDS[move])
            chosen.triggered.connect(lambda _checked=False, move=move: self.ask(move))
        if not standing.moves:
            self.menu.addAction("No move by hand is allowed now").setEnabled(False)
        if standing.last is not None and standing.last.moved.move is not Move.TAKEN_BACK:
            self.menu.addSeparator()
            self._offer_back(standing.last.moved.cause)

    def _offer_back(self, cause: Cause | None) -> None:
        """The last move may be taken back here, unless another record caused it."""
        if cause is None or self._ended_a_rental(cause):
            chosen = self.menu.addAction("Take the last move bac&k …")
            chosen.triggered.connect(lambda _checked=False: self.ask_back())
        else:
            said = f"The last move is corrected at {cause.words()}"
            self.menu.addAction(said).setEnabled(False)

    def _ended_a_rental(self, cause: Cause | None) -> bool:
        """Whether the last move is a loss that ended a rental."""
        standing = self.standing
        last = None if standing is None else standing.last
        is_loss = last is not None and last.moved.move is Move.LOST
        return self._losses is not None and is_loss and cause is not None and cause.kind == "rental"

    def _bar_of(self, move: Move) -> ActionBar:
        if move is Move.LOST and self.standing is not None and self.standing.rental_no:
            return self.lost
        if move is Move.SOLD:
            return self.sale
        if move in _NOWHERE:
            return self.gone
        return self.reasoned if move in NEEDS_REASON else self.plain

    def ask(self, move: Move) -> None:
        """Ask for a move's day, place and note."""
        standing = self.standing
        if standing is None:
            return
        row = standing.row
        word = MENU_WORDS[move].replace("&", "").removesuffix(" …")
        self._said = f"{row.serial}: {word[0].lower()}{word[1:]}, written down."
        title = f"{word}: {row.serial}, {row.product}"
        bar, act = self._bar_of(move), partial(self._move, row.id, move)
        if bar is self.lost:
            title = f"{title}; it serves in rental {standing.rental_no}"
            act = partial(self._lose, row.id)
        self._open(bar, title, word, act, move)

    def ask_back(self) -> None:
        """Ask for the reason why the last move is taken back."""
        standing = self.standing
        if standing is None or standing.last is None:
            return
        last, asset_id = standing.last, standing.row.id
        self._said = f"{standing.row.serial}: the last move is taken back."
        title = f"Take back: {last.moved.sentence()}, {last.on}"
        bar, act = self.back, partial(_take_back, take_back_move, asset_id, last.turn)
        if self._losses is not None and self._ended_a_rental(last.moved.cause):
            bar = self.not_lost
            act = partial(_take_back, self._losses.take_back, asset_id, last.turn)
        self._open(bar, title, "Take it back", act, Move.TAKEN_BACK)

    def _open(self, bar: ActionBar, title: str, yes: str, act: Any, move: Move) -> None:
        for one in self.bars:
            one.close_question()
        hint = _TOLD.get(move, "")
        if bar in (self.lost, self.not_lost):
            hint = _ENDS_TOO if bar is self.lost else _GOES_ON
        self._hints[bar].setText(hint)
        self._hints[bar].setVisible(bool(hint))
        bar.open_bar(title, yes, act, {"moved_on": self._workplace.today})

    def _move(self, asset_id: int, move: Move, work: Any, values: Mapping[str, Any]) -> int:
        standing = standing_of(
            self._source, self._losses, work.session, asset_id=asset_id, on=self._workplace.today
        )
        rented_to = None if standing is None else standing.rented_to
        return move_by_hand(
            work,
            asset_id=asset_id,
            move=move,
            moved_on=values["moved_on"],
            member_id=values.get("member_id"),
            place_id=values.get("place_id"),
            note=values["note"] or "",
            rented_to=rented_to,
        )

    def _lose(self, asset_id: int, work: Any, values: Mapping[str, Any]) -> int:
        """The loss of a rented unit: with the end of its rental, or without."""
        if self._losses is None or values["rental"] != ENDS:
            return self._move(asset_id, Move.LOST, work, values)
        return self._losses.lose(
            work, asset_id=asset_id, lost_on=values["moved_on"], note=values["note"] or ""
        )

    def _tell(self) -> None:
        self._done(self._said)


def _take_back(
    act: Callable[..., int], asset_id: int, turn: int, work: Any, values: Mapping[str, Any]
) -> int:
    return act(
        work,
        asset_id=asset_id,
        turn=turn,
        taken_back_on=values["moved_on"],
        note=values["note"] or "",
    )
