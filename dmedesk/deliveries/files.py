"""The files of tickets: themselves, their lines, the proofs of what was done, received scans."""

from dmedesk.assets.files import compared_serial
from dmedesk.deliveries.rules.received import Decision, Verdict
from dmedesk.deliveries.rules.words import (
    Method,
    PickupReason,
    ProofKind,
    Relationship,
    Settled,
    StayReason,
    Terms,
    TicketKind,
    TicketStage,
    UnsignedReason,
    Way,
)
from dmedesk.kit.cells import (
    day,
    identifier,
    moment,
    one_of,
    ordinal,
    prose,
    quantity,
    text,
    verbatim,
    yes_or_no,
)
from dmedesk.kit.records import Column, RecordFile, Reference

_TICKET = Reference(("ticket_no",), "tickets")

TICKETS = RecordFile(
    "tickets",
    columns=(
        Column("ticket_no", identifier, required=True),
        Column("kind", one_of(TicketKind), required=True),
        Column("stage", one_of(TicketStage), required=True),
        Column("member_no", identifier, required=True),
        Column("payer_code", identifier),
        Column("asked_on", day, required=True),
        Column("planned_on", day, required=True),
        Column("visited_on", day),
        Column("driver", text),
        Column("stop_no", ordinal),
        Column("reason", one_of(PickupReason)),
        Column("note", prose),
        Column("order_no", identifier),
    ),
    key=("ticket_no",),
    references=(
        Reference(("member_no",), "members"),
        Reference(("payer_code",), "payers"),
        Reference(("order_no",), "orders"),
    ),
)

TICKET_LINES = RecordFile(
    "ticket_lines",
    columns=(
        Column("ticket_no", identifier, required=True),
        Column("place", ordinal, required=True),
        Column("way", one_of(Way), required=True),
        Column("product_no", identifier, required=True),
        Column("serial", compared_serial),
        Column("moved_serial", compared_serial),
        Column("rental_no", identifier),
        Column("quantity", quantity, required=True),
        Column("accessories", text),
        Column("terms", one_of(Terms), required=True),
        Column("has_moved", yes_or_no),
        Column("is_open", yes_or_no, required=True),
        Column("awaits_unit", yes_or_no, empty=False),
        Column("stayed", one_of(StayReason)),
    ),
    key=("ticket_no", "place"),
    references=(
        _TICKET,
        Reference(("product_no",), "products"),
        Reference(("serial",), "assets"),
        Reference(("moved_serial",), "assets"),
        Reference(("rental_no",), "rentals"),
    ),
)

PROOFS = RecordFile(
    "proofs",
    columns=(
        Column("ticket_no", identifier, required=True),
        Column("turn", ordinal, required=True),
        Column("kind", one_of(ProofKind), required=True),
        Column("about_turn", ordinal),
        Column("why", prose, empty=""),
        Column("method", one_of(Method), required=True),
        Column("delivered_on", day),
        Column("has_signature", yes_or_no, required=True),
        Column("signer", text, empty=""),
        Column("relationship", one_of(Relationship)),
        Column("signed_on", day),
        Column("reason", one_of(UnsignedReason)),
        Column("driver_note", prose, empty=""),
        Column("carrier", text, empty=""),
        Column("package_id", text, empty=""),
        Column("shipped_on", day),
        Column("carrier_evidence", prose, empty=""),
        Column("facility", text, empty=""),
        Column("received_by", text, empty=""),
        Column("discharged_on", day),
        Column("delivered_by", prose, empty=""),
        Column("tasks_done", prose, empty=""),
        Column("strokes", verbatim),
        Column("lines", verbatim, empty=""),
        Column("service_on", day),
        Column("sha256", identifier, required=True),
        Column("recorded_at", moment, required=True),
        Column("recorded_by", text, required=True),
    ),
    key=("ticket_no", "turn"),
    references=(_TICKET,),
)


RECEIVED_FILES = RecordFile(
    "received_files",
    columns=(
        Column("sha256", identifier, required=True),
        Column("file_name", text, required=True),
        Column("page_count", ordinal, required=True),
        Column("received_at", moment, required=True),
        Column("received_by", text, required=True),
    ),
    key=("sha256",),
)

RECEIVED_PAGES = RecordFile(
    "received_pages",
    columns=(
        Column("scan_no", identifier, required=True),
        Column("sha256", identifier, required=True),
        Column("place", ordinal, required=True),
        Column("fingerprint", identifier, required=True),
        Column("verdict", one_of(Verdict), required=True),
        Column("barcodes", text, empty=""),
        Column("turned", quantity, required=True),
        Column("received_at", moment, required=True),
        Column("received_by", text, required=True),
    ),
    key=("scan_no",),
    references=(Reference(("sha256",), "received_files"),),
)

PAGE_DECISIONS = RecordFile(
    "page_decisions",
    columns=(
        Column("scan_no", identifier, required=True),
        Column("turn", ordinal, required=True),
        Column("decision", one_of(Decision), required=True),
        Column("ticket_no", identifier),
        Column("by_barcode", yes_or_no, required=True),
        Column("reason", text, empty=""),
        Column("decided_at", moment, required=True),
        Column("decided_by", text, required=True),
    ),
    key=("scan_no", "turn"),
    references=(
        Reference(("scan_no",), "received_pages"),
        _TICKET,
    ),
)

RETURN_SETTLEMENTS = RecordFile(
    "return_settlements",
    columns=(
        Column("ticket_no", identifier, required=True),
        Column("place", ordinal, required=True),
        Column("turn", ordinal, required=True),
        Column("settled_on", day, required=True),
        Column("settled", one_of(Settled), required=True),
        Column("note", prose, required=True),
        Column("recorded_at", moment, required=True),
        Column("recorded_by", text, required=True),
    ),
    key=("ticket_no", "place", "turn"),
    references=(_TICKET, Reference(("ticket_no", "place"), "ticket_lines")),
)
