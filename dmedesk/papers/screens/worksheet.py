"""The worksheet of individual consideration: typed once, its price beside it with every step.

It stands as it was made: what turns out otherwise is a further one, begun as a copy (Ctrl+D).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer

from dmedesk.catalog.rules.products import FAMILY_WORDS
from dmedesk.catalog.rules.words import Family
from dmedesk.catalog.screens.derivation import notes_of, steps_of
from dmedesk.kit.cells import hcpcs
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.offers import State
from dmedesk.kit.references import RecordRef
from dmedesk.members.screens.picking import MEMBER_PICKER, picked
from dmedesk.papers.actions.reckoning import keep_worksheet
from dmedesk.papers.queries.worksheet_paper import worksheet_paper
from dmedesk.papers.queries.worksheets import WorksheetRecord, worksheet_record
from dmedesk.papers.rules.worksheet import (
    OF_WORDS,
    WorksheetFact,
    WorksheetOf,
    discount_text,
    markup_pair,
    reckoned,
)
from dmedesk.papers.rules.worksheet_paper import WORKSHEET_TITLE
from dmedesk.papers.screens.picking import REQUEST_PICKER
from dmedesk.papers.sheets.worksheet import worksheet_pdf
from dmedesk.rates.answer import Quote
from dmedesk.widgets.forms.fields import FormField, Kind, Section, options_of
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import Document, RecordRead, RecordSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button
from dmedesk.widgets.reckoning import Reckoning, ReckoningPanel, Step
from dmedesk.widgets.theme import GRID, px
from dmedesk.widgets.words import money

_PAUSE_MS = 200
_FORM, _PRICE = 680, 320
_SHORT = 30 * GRID
_CHARGED = {WorksheetOf.NEW: "new", WorksheetOf.USED: "used"}

PIECES: tuple[Section, ...] = (
    Section(
        "What is priced",
        (
            FormField("request_id", "PA re&quest", Kind.RECORD, picker=REQUEST_PICKER),
            FormField("member_id", "Mem&ber", Kind.RECORD, picker=MEMBER_PICKER),
            FormField("priced_on", "Day of ser&vice", Kind.DAY, required=True),
            FormField("hcpcs", "HCPCS &code", required=True, reads=hcpcs, width=_SHORT),
            FormField("description", "&Item", required=True, wide=True),
            FormField("what", "&For", Kind.CHOICE, required=True, options=options_of(OF_WORDS)),
            FormField("rental_month", "Month of rent", Kind.NUMBER, least=1, help="Capped"),
            FormField(
                "family", "Famil&y", Kind.CHOICE, required=True, options=options_of(FAMILY_WORDS)
            ),
            FormField("usual_charge_cents", "Usual char&ge", Kind.MONEY, required=True),
        ),
    ),
    Section(
        "What the vendor asks, for one unit",
        (
            FormField("catalogue_cents", "Catalogue price", Kind.MONEY, help="Never above it"),
            FormField("list_cents", "&List price", Kind.MONEY),
            FormField(
                "discounts", "Di&scounts", reads=discount_text, help="In their order: 20% 10.00"
            ),
            FormField("invoice_cents", "Vendor’s invoice", Kind.MONEY, help="Bought before"),
            FormField("quote_cents", "Quote in the PA", Kind.MONEY),
            FormField("timely_percentage", "Timely payment %", width=_SHORT),
            FormField("timely_terms", "What is timely", help="As the vendor defines it"),
            FormField("markup_percentage", "&Markup %", Kind.NUMBER, least=0, help="Of the pair"),
            FormField("note", "Note", wide=True),
        ),
    ),
)


def read_worksheet(session: Any, row_id: int) -> RecordRead | None:
    """One worksheet for the page."""
    record = worksheet_record(session, row_id)
    if record is None:
        return None
    values = record.values
    return RecordRead(
        title=f"{record.number} · {values['hcpcs']} {values['description']}",
        values={
            **values,
            "member_id": record.member and picked(record.member),
            "request_id": record.request and picked(record.request),
            "what": values["what"].value,
            "family": values["family"].value,
        },
        version=0,
        about=f"made {record.recorded_at.astimezone():%Y-%m-%d} by {record.recorded_by}",
        state=State.READY,
        word=f"{money(record.result_cents)} for one unit",
    )


def save_worksheet(
    work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]
) -> int:
    """Keep a worksheet; one that stands is not changed."""
    del version
    if row_id is not None:
        message, remedy = "A worksheet stays as it was made.", "Begin a copy of it (Ctrl+D)."
        raise Refused([Finding(Severity.STOP, "worksheet_stands", message, remedy=remedy)])
    return keep_worksheet(work, values=values)


def worksheet_documents(_session: Any, /, *, ref: RecordRef) -> Sequence[Document]:
    """The paper of a worksheet."""
    return [Document(WORKSHEET_TITLE, "worksheet", "", partial(drawn_worksheet, row_id=ref.id))]


def drawn_worksheet(session: Any, /, *, row_id: int) -> bytes:
    """The paper itself."""
    paper = worksheet_paper(session, worksheet_id=row_id)
    return b"" if paper is None else worksheet_pdf(paper)


def why_worksheet(said: WorksheetFact) -> Reckoning:
    """What it comes to, with every step, or what is still missing."""
    answer = reckoned(said)
    pair = " or ".join(f"{one}%" for one in markup_pair(said.family, said.priced_on))
    open_pair = (f"Markup of this family: {pair}; the text leaves the choice open.",)
    subject = (OF_WORDS[said.what], f"of {said.priced_on}, MassHealth")
    title = f"Individual consideration · {said.hcpcs}"
    if isinstance(answer, Quote):
        notes = (*notes_of(answer), *(open_pair if pair else ()))
        return Reckoning(title, money(answer.amount_cents), subject, steps_of(answer), notes)
    sentence = f"{answer.message[:1].upper()}{answer.message[1:]}"
    return Reckoning(title, "–", subject, (Step(sentence, "", answer.citation),), open_pair)


class WorksheetPage(FormPage):
    """One worksheet, or a new one; its price follows what is typed."""

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        fresh = {
            "priced_on": workplace.today,
            "what": WorksheetOf.NEW.value,
            "family": Family.DME.value,
        }
        spec = RecordSpec(
            kind="worksheet",
            noun="worksheet",
            pieces=_to_look_at() if ref.id else PIECES,
            read=read_worksheet,
            save=save_worksheet,
            action="keep_worksheet",
            fresh=lambda _session: fresh,
            documents=worksheet_documents,
        )
        super().__init__(workplace, ref, spec)
        self.price = ReckoningPanel()
        self.sides.insertWidget(1, self.price)
        self.sides.setSizes([_FORM, px(_PRICE), 0 if self.is_new else px(240)])
        self.charge = button("Enter a c&harge …", self.enter_charge, tip="By this cost and markup")
        self.tools.addWidget(self.charge)
        self.charge.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.show_price)
        self.form.changed.connect(self._pause.start)

    def show_record(self, read: RecordRead) -> None:
        """It was read: show its price, and what can be done with it."""
        super().show_record(read)
        is_sold = read.values.get("what") in {one.value for one in _CHARGED}
        self.charge.setVisible(not self.is_new and self.workplace.may_write and is_sold)
        self.show_price()

    def show_price(self) -> None:
        """Reckon what stands there; pure, and quick."""
        values = {key: entry.taken()[0] for key, entry in self.form.entries.items()}
        needed = ("priced_on", "what", "hcpcs", "family")
        if not all(values.get(key) for key in needed):
            self.price.show_reckoning(_NOTHING)
            return
        said: dict[str, Any] = {
            name: values.get(name) for name in WorksheetFact.__dataclass_fields__
        }
        for name in ("discounts", "timely_percentage"):
            said[name] = str(said[name] or "")
        said["what"] = WorksheetOf(values["what"])
        self.price.show_reckoning(why_worksheet(WorksheetFact(**said)))

    def enter_charge(self) -> None:
        """Begin a charge with this item, its cost and its markup."""
        self.workplace.runner.query(
            partial(worksheet_record, worksheet_id=self.ref.id),
            done=self._enter_charge,
            failed=self.fail,
        )

    def _enter_charge(self, record: WorksheetRecord | None) -> None:
        if record is not None:
            self.workplace.navigator.enter_copy("charge", charge_begun(record))


def charge_begun(record: WorksheetRecord) -> dict[str, Any]:
    """What a charge by a worksheet begins with, as it stands in the fields of its form."""
    fact, member = record.fact, record.member
    cents = {
        "usual_charge_cents": fact.usual_charge_cents,
        "invoice_price": fact.invoice_cents,
        "list_price": fact.list_cents,
        "quote_price": fact.quote_cents,
        "catalogue_price": fact.catalogue_cents,
    }
    begun: dict[str, Any] = {
        "kind": "purchase",
        "service_on": fact.priced_on.isoformat(),
        "hcpcs": fact.hcpcs,
        "description": record.values["description"],
        "condition": _CHARGED[fact.what],
        "family": fact.family,
        "discount": fact.discounts,
        "timely_payment_percentage": fact.timely_percentage,
        "markup_percentage": "" if fact.markup_percentage is None else str(fact.markup_percentage),
    }
    begun |= {key: money(value) for key, value in cents.items() if value is not None}
    if member is not None:
        begun["member_id"] = {"id": member.id, "title": member.title}
    return begun


def _to_look_at() -> tuple[Section, ...]:
    return tuple(
        replace(piece, fields=tuple(replace(one, read_only=True) for one in piece.fields))
        for piece in PIECES
    )


_NOTHING = Reckoning(
    title="Individual consideration",
    amount="–",
    subject=("It stands here as soon as code, day, family and cost are known.",),
    steps=(),
    notes=(),
)
