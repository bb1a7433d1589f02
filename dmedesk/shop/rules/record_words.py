"""Every table of the shop in people's words: what one of its rows is, and what it is known by.

For the history, which tells of every house's records; a test asks whether a table is missing.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from dmedesk.rates.money import format_dollars


class RecordWords(NamedTuple):
    """``noun`` names one row, ``name`` the column that it is known by (empty: none).

    ``kind`` is that of its page (``member``); a part of a record has none of its own.
    """

    noun: str
    name: str = ""
    kind: str = ""


RECORDS: Mapping[str, RecordWords] = {
    "members": RecordWords("member", "member_no", "member"),
    "practitioners": RecordWords("practitioner", "npi", "practitioner"),
    "payers": RecordWords("payer", "code", "payer"),
    "products": RecordWords("product", "product_no", "product"),
    "kits": RecordWords("kit", "name", "kit"),
    "kit_lines": RecordWords("item of a kit"),
    "assets": RecordWords("unit", "serial", "asset"),
    "rentals": RecordWords("rental", "rental_no", "rental"),
    "invoices": RecordWords("invoice", "invoice_no", "invoice"),
    "staff": RecordWords("person", "name", "staff"),
    "fee_editions": RecordWords("fee file", "file_name", "edition"),
    "residences": RecordWords("residence", "from_on"),
    "coverages": RecordWords("coverage", "from_on"),
    "member_notes": RecordWords("note on a member"),
    "practitioner_checks": RecordWords("check of a practitioner", "checked_on"),
    "prescriptions": RecordWords("prescription", "hcpcs", "prescription"),
    "supporting_papers": RecordWords("paper", "hcpcs", "paper"),
    "authorizations": RecordWords("prior authorization", "pa_number", "authorization"),
    "authorization_uses": RecordWords("use of an authorization"),
    "authorization_charge_uses": RecordWords("use of an authorization by a charge", "what"),
    "authorization_draws": RecordWords("use of an authorization", "what"),
    "authorization_requests": RecordWords("request for authorization", "request_no", "pa_request"),
    "authorization_steps": RecordWords("answer to a request", "step"),
    "requirements": RecordWords("requirement", "requirement_no", "requirement"),
    "limits": RecordWords("limit", "limit_no", "limit"),
    "binders": RecordWords("audit binder"),
    "receipts": RecordWords("receipt", "hcpcs"),
    "replacements": RecordWords("reason for a replacement", "replacement_no", "replacement"),
    "refill_contacts": RecordWords("contact about a refill", "contact_no"),
    "insulin_statements": RecordWords("statement about insulin"),
    "orders": RecordWords("order", "order_no", "order"),
    "order_lines": RecordWords("line of an order", "hcpcs"),
    "order_conversions": RecordWords("conversion of a line", "terms"),
    "papers_asked": RecordWords("paper asked for", "paper"),
    "chains": RecordWords("chain", "chain_no", "chain"),
    "chain_criteria": RecordWords("criterion of a chain", "label"),
    "trials": RecordWords("trial", "trial_no", "trial"),
    "trial_answers": RecordWords("entry in a trial’s record"),
    "places": RecordWords("place", "name"),
    "movements": RecordWords("movement of a unit"),
    "unit_checks": RecordWords("check of a unit"),
    "asset_notes": RecordWords("note on a unit"),
    "maintenance_plans": RecordWords("maintenance plan", "work", "plan"),
    "maintenance_entries": RecordWords("entry in a unit's maintenance log", "work"),
    "counts": RecordWords("count", "count_no", "count"),
    "count_units": RecordWords("unit expected in a count"),
    "count_facts": RecordWords("scan or settling in a count", "scanned"),
    "rental_units": RecordWords("unit of a rental", "from_on"),
    "interruptions": RecordWords("interruption of a rental", "from_on"),
    "resumptions": RecordWords("going on of a rental", "resumed_on"),
    "option_facts": RecordWords("answer to an offer to buy", "answered_on"),
    "month_entries": RecordWords("rental month", "from_on"),
    "tickets": RecordWords("slip", "ticket_no", "ticket"),
    "ticket_lines": RecordWords("line of a slip"),
    "proofs": RecordWords("proof of a slip"),
    "return_settlements": RecordWords("settlement of a return"),
    "received_files": RecordWords("file of scans", "file_name"),
    "received_pages": RecordWords("scanned page", "scan_no"),
    "page_decisions": RecordWords("decision on a scanned page"),
    "charges": RecordWords("charge", "charge_no", "charge"),
    "charge_claims": RecordWords("claim of a charge", "source_no"),
    "charge_proofs": RecordWords("proof of a charge", "proof_on"),
    "charge_entries": RecordWords("invoicing of a charge"),
    "repairs": RecordWords("repair", "repair_no", "repair"),
    "repair_steps": RecordWords("step of a repair"),
    "repair_lines": RecordWords("line of a repair", "description"),
    "repair_loans": RecordWords("substitute of a repair"),
    "substitute_charges": RecordWords("charge for a substitute"),
    "model_traits": RecordWords("comparison of a model"),
    "stop_criteria": RecordWords("criterion of a recall", "value"),
    "stop_marks": RecordWords("stand of a unit to a recall", "cause_no"),
    "recalls": RecordWords("recall", "recall_no", "recall"),
    "recall_steps": RecordWords("step of a recall", "step"),
    "recall_letters": RecordWords("letter about a recall", "letter_no"),
    "recall_letter_facts": RecordWords("fact about a letter", "step"),
    "recall_remedies": RecordWords("remedy of a recalled unit", "remedy"),
    "billing_runs": RecordWords("posting", "month_on"),
    "held_months": RecordWords("held month", "from_on"),
    "invoice_lines": RecordWords("invoice line", "serial"),
    "invoice_documents": RecordWords("paper of an invoice"),
    "credits": RecordWords("credit", "credit_no"),
    "payment_batches": RecordWords("batch of payments", "batch_no", "payment_batch"),
    "batch_facts": RecordWords("total or closing of a batch"),
    "remittance_files": RecordWords("file of remittances", "file_name"),
    "payments": RecordWords("payment", "payment_no", "payment"),
    "payment_facts": RecordWords("reversal or return of a payment"),
    "remittance_lines": RecordWords("payer's answer to a line"),
    "allocations": RecordWords("allocation of a payment"),
    "write_offs": RecordWords("write-off"),
    "appeals": RecordWords("step of an appeal"),
    "credit_lines": RecordWords("credited line"),
    "account_notes": RecordWords("note on an account", "noted_on"),
    "worksheets": RecordWords("worksheet of a price", "worksheet_no", "worksheet"),
    "scrub_overrides": RecordWords("step over a finding of the scrub", "rule"),
    "statements": RecordWords("statement", "statement_no"),
    "printed_words": RecordWords("printed wording"),
    "rulings": RecordWords("ruling"),
    "fee_rows": RecordWords("fee", "hcpcs"),
    "cms_fees": RecordWords("fee of CMS", "hcpcs"),
    "cms_zips": RecordWords("ZIP of CMS", "zip"),
    "companies": RecordWords("letterhead", "from_on"),
    "logos": RecordWords("logo"),
    "number_series": RecordWords("numbering", "key"),
    "staff_pins": RecordWords("PIN"),
    "role_rights": RecordWords("tick", "right_name"),
    "policies": RecordWords("policy", "key"),
    "paper_texts": RecordWords("text of papers", "kind"),
    "closed_days": RecordWords("closed day", "closed_on"),
    "attached_files": RecordWords("stored file"),
    "attachments": RecordWords("attached file"),
    "attachment_removals": RecordWords("removal of a file"),
    "import_batches": RecordWords("import", "taken_at"),
    "imported_files": RecordWords("imported file", "name"),
    "import_undos": RecordWords("import taken back", "undone_at"),
    "import_recipes": RecordWords("way of reading a spreadsheet", "name"),
}
"""The tables whose rows people know. What is only for convenience is not told."""

CONVENIENCE = frozenset(
    {"drafts", "prints", "saved_views", "search_entries", "search_feeds", "search_marks"}
)
"""Tables of no record: typing that was kept, views, the search index."""

OWNED = (
    "rentals",
    "invoices",
    "charges",
    "authorizations",
    "authorization_requests",
    "month_entries",
    "orders",
    "trials",
    "tickets",
    "repairs",
)
"""Records that belong to a member: what happens to them concerns the member."""

_COLUMNS = {
    "npi": "NPI",
    "address1": "street",
    "address2": "second line of the address",
    "zip": "ZIP",
    "hcpcs": "HCPCS code",
    "masshealth_id": "MassHealth number",
    "medicare_mbi": "Medicare number",
    "member_no": "member number",
    "is_ticked": "ticked",
    "right_name": "right",
    "is_begun": "numbers given",
    "right_at": "signed in",
    "wrong_at": "wrong PIN at",
    "wrong_count": "wrong PINs in a row",
    "digest": "PIN",
    "pa_number": "PA number",
    "needs_pa": "PA wanted",
    "line": "what it is held against",
    "said": "what is shown",
    "file_sha256": "SHA-256 of the evidence",
    "elements": "what stands on it",
    "udi_di": "UDI-DI",
    "fda_no": "FDA number",
    "notice_sha256": "SHA-256 of the notice",
    "recall_class": "class of the recall",
    "received_how": "how it was received",
    "codes_text": "text of codes",
    "codes_are_whole": "all codes are among the criteria",
    "maker_due_on": "the maker’s day",
    "asked": "what is asked for each unit",
    "member_words": "what members should do",
}
_ENDINGS = ("_cents", "_on", "_at", "_id", "_no")
_HIDDEN = frozenset({"salt", "method", "row_version", "serial_key"})


def noun_of(table_name: str) -> str:
    """What one row of a table is; an unknown table by its name."""
    known = RECORDS.get(table_name)
    return known.noun if known else table_name.replace("_", " ")


def is_told(column: str) -> bool:
    """Whether a column says anything to people."""
    return column not in _HIDDEN


def column_words(column: str) -> str:
    """A column as people say it: ``usual_rental_cents`` is the usual rental."""
    if column in _COLUMNS:
        return _COLUMNS[column]
    for ending in _ENDINGS:
        if column.endswith(ending) and len(column) > len(ending):
            column = column.removesuffix(ending)
            break
    return column.removeprefix("is_").replace("_", " ")


def value_words(column: str, value: Any) -> str:
    """A value of the trail as people read it: money in dollars, moments by this desk's clock."""
    match value:
        case None | "":
            return "nothing"
        case bool():
            return "yes" if value else "no"
        case int() if column.endswith("_cents"):
            return f"${format_dollars(value)}"
        case {"bytes": size}:
            return f"{size:,} bytes"
        case str() if column.endswith("_at"):
            return f"{datetime.fromisoformat(value).astimezone():%Y-%m-%d %H:%M}"
        case "***":
            return "not shown"
        case _:
            return str(value)
