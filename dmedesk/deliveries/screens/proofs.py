"""The proofs of a visit, one below the other: what each says, what it gives, whether it counts."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dmedesk.deliveries.queries.visits import ProofRead, read_proofs
from dmedesk.deliveries.rules.words import ProofKind
from dmedesk.deliveries.screens.words import METHOD_WORDS, RELATIONSHIP_WORDS, UNSIGNED_WORDS
from dmedesk.kit.strokes import read_drawing
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button, column, empty, frame, label, padded, row
from dmedesk.widgets.signature import SignaturePad
from dmedesk.widgets.tasks import Failed, Latest
from dmedesk.widgets.theme import GRID

_SEAL = 12


class ProofsPanel(QWidget):
    """Every proof of one ticket, the one that counts first told. ``gone_wanted`` carries the turn
    of a proof whose signature is to be taken back; only where ``may_take_back``.
    """

    gone_wanted = Signal(int)

    def __init__(
        self, workplace: Workplace, failed: Failed, *, may_take_back: bool = False
    ) -> None:
        super().__init__()
        self._workplace, self._failed = workplace, failed
        self._may_take_back = may_take_back
        self._latest = Latest(workplace.runner)
        self._list: QVBoxLayout = column(gap=3 * GRID)
        self.setLayout(self._list)

    def show_ticket(self, ticket_id: int) -> None:
        """Read and show the proofs of this ticket."""
        self._latest.query(
            partial(read_proofs, ticket_id=ticket_id), done=self.show_proofs, failed=self._failed
        )

    def show_proofs(self, proofs: Sequence[ProofRead]) -> None:
        """Show these, the last one first."""
        empty(self._list)
        for proof in reversed(proofs):
            self._list.addWidget(self._card(proof))
        if not proofs:
            self._list.addWidget(label("Nothing proves the visit yet.", "soft"))
        self._list.addStretch(1)

    def _card(self, proof: ProofRead) -> QWidget:
        title = label(_title(proof), "section")
        state, part = _state(proof)
        head = row(title, label(state, part), None, gap=3 * GRID)
        if self._may_take_back and proof.facts.has_signature and not proof.is_gone:
            asked = [row(self._gone(proof), None)]
        else:
            asked = []
        lines = [label(words, part) for words, part in _lines(proof)]
        for line in lines:
            line.setWordWrap(True)
            line.setMinimumWidth(1)  # Qt would rather cut a long line off than wrap it twice.
        inside = column(head, *lines, *asked, gap=GRID)
        if proof.strokes:
            inside.addWidget(_signature(proof))
        card = frame("panel", padded(inside, 4 * GRID, 2 * GRID))
        card.setAccessibleName(f"{title.text()}: {state}")
        return card

    def _gone(self, proof: ProofRead) -> QWidget:
        why_not = self._workplace.why_not("take_back_signature")
        made = button(
            "Take the signature back …", partial(self.gone_wanted.emit, proof.turn), tip=why_not
        )
        made.setEnabled(not why_not and self._workplace.may_write)
        made.setAccessibleName(f"Take the signature of proof {proof.turn} back")
        return made


def _title(proof: ProofRead) -> str:
    if proof.kind is ProofKind.TAKEN_BACK:
        return f"{proof.turn}. The signature of proof {proof.about_turn} is taken back"
    about = "" if proof.about_turn is None else f", about proof {proof.about_turn}"
    return f"{proof.turn}. {METHOD_WORDS[proof.facts.method]}{about}"


def _state(proof: ProofRead) -> tuple[str, str]:
    if not proof.is_whole:
        return "is not as it was written down", "stopped"
    if proof.is_gone:
        return "taken back", "closed"
    if proof.counts:
        return "counts", "ready"
    if proof.kind is ProofKind.TAKEN_BACK:
        return "", "soft"
    return ("", "soft") if proof.service_on else ("gives no date of service yet", "waiting")


def _lines(proof: ProofRead) -> Iterator[tuple[str, str]]:
    facts = proof.facts
    if proof.service_on is not None:
        yield f"Date of service {proof.service_on}; kept until {proof.kept_until}", ""
    if facts.has_signature:
        who = facts.signer or facts.received_by
        as_what = RELATIONSHIP_WORDS[facts.relationship] if facts.relationship else facts.facility
        yield f"Signed by {who} ({as_what}) on {facts.signed_on or facts.delivered_on}", ""
    if facts.reason is not None:
        yield f"Unsigned: {UNSIGNED_WORDS[facts.reason]}", ""
    if facts.driver_note:
        yield f"Driver’s note: {facts.driver_note}", ""
    if facts.carrier:
        shipped = f", shipped {facts.shipped_on}" if facts.shipped_on else ""
        yield f"{facts.carrier} {facts.package_id}{shipped}: {facts.carrier_evidence}", ""
    if proof.tasks_done:
        yield f"Done there: {'; '.join(proof.tasks_done)}", "soft"
    if proof.why:
        yield f"Why: {proof.why}", ""
    at, seal = proof.recorded_at.astimezone(), proof.sha256[:_SEAL]
    yield (
        f"Recorded by {proof.recorded_by}, {at:%Y-%m-%d %H:%M}; seal {seal}",
        "small",
    )


def _signature(proof: ProofRead) -> QWidget:
    pad = SignaturePad(f"Signature of proof {proof.turn}", read_only=True)
    try:
        pad.show_drawing(read_drawing(proof.strokes))
    except ValueError:
        return label("The signature drawn here cannot be shown.", "stopped")
    return pad
