"""Every kind of record that moves in and out, in the order in which they need each other."""

from dmedesk.assets.actions.taking import (
    take_asset_notes,
    take_assets,
    take_checks,
    take_count_facts,
    take_count_units,
    take_counts,
    take_maintenance,
    take_movements,
    take_places,
    take_plans,
)
from dmedesk.assets.actions.taking_stops import take_stop_criteria, take_stop_marks
from dmedesk.assets.files import (
    ASSET_NOTES,
    ASSETS,
    COUNT_FACTS,
    COUNT_UNITS,
    COUNTS,
    MAINTENANCE,
    MAINTENANCE_PLANS,
    MOVEMENTS,
    PLACES,
    STOP_CRITERIA,
    STOP_MARKS,
    UNIT_CHECKS,
)
from dmedesk.assets.queries.stored import (
    stored_asset_notes,
    stored_assets,
    stored_checks,
    stored_count_facts,
    stored_count_units,
    stored_counts,
    stored_maintenance,
    stored_movements,
    stored_places,
    stored_plans,
)
from dmedesk.assets.queries.stored_stops import stored_stop_criteria, stored_stop_marks
from dmedesk.billing.actions.statements import take_statements
from dmedesk.billing.actions.taking_charges import take_charge_proofs, take_one_offs
from dmedesk.billing.actions.taking_notes import take_account_notes
from dmedesk.billing.actions.taking_overrides import take_overrides
from dmedesk.billing.files import (
    ACCOUNT_NOTES,
    ALLOCATIONS,
    APPEALS,
    BATCH_FACTS,
    CHARGE_LINES,
    CHARGE_PROOFS,
    CHARGES,
    CREDITS,
    HELD,
    INVOICE_LINES,
    INVOICES,
    PAPERS,
    PAYMENT_BATCHES,
    PAYMENT_FACTS,
    PAYMENTS,
    REMITTANCE_FILES,
    REMITTANCE_LINES,
    RUNS,
    SCRUB_OVERRIDES,
    STATEMENTS,
    WRITE_OFFS,
)
from dmedesk.billing.queries.charge_files import (
    stored_charge_lines,
    stored_charge_proofs,
    stored_one_offs,
)
from dmedesk.billing.queries.made_statements import stored_statements
from dmedesk.billing.queries.notes import stored_account_notes
from dmedesk.billing.queries.scrub import stored_overrides
from dmedesk.billing.queries.stored import (
    stored_credits,
    stored_held,
    stored_invoice_lines,
    stored_invoices,
    stored_paper_hashes,
    stored_runs,
)
from dmedesk.billing.queries.stored_payments import (
    stored_allocations,
    stored_answers,
    stored_appeals,
    stored_batch_facts,
    stored_batches,
    stored_payment_facts,
    stored_payments,
    stored_remittance_files,
    stored_write_offs,
)
from dmedesk.catalog.actions import (
    take_cms_fees,
    take_cms_zips,
    take_editions,
    take_fees,
    take_kit_lines,
    take_kits,
    take_products,
)
from dmedesk.catalog.files import CMS_FEES, CMS_ZIPS, FEE_EDITIONS, FEES, KIT_LINES, KITS, PRODUCTS
from dmedesk.catalog.queries.stored import (
    stored_cms_fees,
    stored_cms_zips,
    stored_editions,
    stored_fees,
    stored_kit_lines,
    stored_kits,
    stored_products,
)
from dmedesk.deliveries.actions import (
    take_proofs,
    take_return_settlements,
    take_ticket_lines,
    take_tickets,
)
from dmedesk.deliveries.actions.taking_received import (
    take_page_decisions,
    take_received_files,
    take_received_pages,
)
from dmedesk.deliveries.files import (
    PAGE_DECISIONS,
    PROOFS,
    RECEIVED_FILES,
    RECEIVED_PAGES,
    RETURN_SETTLEMENTS,
    TICKET_LINES,
    TICKETS,
)
from dmedesk.deliveries.queries import (
    stored_lines,
    stored_proofs,
    stored_return_settlements,
    stored_tickets,
)
from dmedesk.deliveries.queries.received import (
    stored_page_decisions,
    stored_received_files,
    stored_received_pages,
)
from dmedesk.members.actions.taking import (
    take_coverages,
    take_member_notes,
    take_members,
    take_payers,
    take_practitioner_checks,
    take_practitioners,
    take_residences,
)
from dmedesk.members.files import (
    COVERAGES,
    MEMBER_NOTES,
    MEMBERS,
    PAYERS,
    PRACTITIONER_CHECKS,
    PRACTITIONERS,
    RESIDENCES,
)
from dmedesk.members.queries.stored import (
    stored_coverages,
    stored_member_notes,
    stored_members,
    stored_payers,
    stored_practitioner_checks,
    stored_practitioners,
    stored_residences,
)
from dmedesk.moving.attachments import ATTACHMENTS, stored_attachments
from dmedesk.moving.kind import Kind
from dmedesk.moving.paper_kinds import PAPER_KINDS
from dmedesk.recalls.actions.taking import (
    take_letter_facts,
    take_recall_letters,
    take_recall_steps,
    take_recalls,
    take_remedies,
)
from dmedesk.recalls.files import (
    RECALL_LETTER_FACTS,
    RECALL_LETTERS,
    RECALL_REMEDIES,
    RECALL_STEPS,
    RECALLS,
)
from dmedesk.recalls.queries.stored import (
    stored_letter_facts,
    stored_recall_letters,
    stored_recall_steps,
    stored_recalls,
    stored_remedies,
)
from dmedesk.rentals.actions.taking import (
    take_interruptions,
    take_option_facts,
    take_rental_units,
    take_rentals,
    take_resumptions,
)
from dmedesk.rentals.files import INTERRUPTIONS, OPTION_FACTS, RENTAL_UNITS, RENTALS, RESUMPTIONS
from dmedesk.rentals.queries.stored import (
    stored_interruptions,
    stored_option_facts,
    stored_rental_units,
    stored_rentals,
    stored_resumptions,
)
from dmedesk.repairs.actions.taking import (
    take_charges,
    take_loans,
    take_repair_lines,
    take_repairs,
    take_steps,
    take_traits,
)
from dmedesk.repairs.files import (
    MODEL_TRAITS,
    REPAIR_LINES,
    REPAIR_LOANS,
    REPAIR_STEPS,
    REPAIRS,
    SUBSTITUTE_CHARGES,
)
from dmedesk.repairs.queries.stored import (
    stored_charges,
    stored_loans,
    stored_repair_lines,
    stored_repairs,
    stored_steps,
    stored_traits,
)
from dmedesk.shop.actions.company import take_closed_days, take_letterheads, take_numbering
from dmedesk.shop.actions.policies import take_policies
from dmedesk.shop.actions.staff import take_rights, take_staff
from dmedesk.shop.actions.texts import take_texts
from dmedesk.shop.files import CLOSED_DAYS, COMPANY, NUMBERING, PAPER_TEXTS, POLICIES, RIGHTS, STAFF
from dmedesk.shop.queries.company import stored_closed_days, stored_letterheads, stored_numbering
from dmedesk.shop.queries.policies import stored_policies
from dmedesk.shop.queries.staff import stored_rights, stored_staff
from dmedesk.shop.queries.texts import stored_texts

KINDS = {
    kind.file.name: kind
    for kind in (
        Kind(COMPANY, stored_letterheads, take_letterheads),
        Kind(NUMBERING, stored_numbering, take_numbering),
        Kind(STAFF, stored_staff, take_staff),
        Kind(RIGHTS, stored_rights, take_rights),
        Kind(CLOSED_DAYS, stored_closed_days, take_closed_days),
        Kind(PAPER_TEXTS, stored_texts, take_texts),
        Kind(PAYERS, stored_payers, take_payers),
        Kind(POLICIES, stored_policies, take_policies),
        Kind(PRACTITIONERS, stored_practitioners, take_practitioners),
        Kind(PRACTITIONER_CHECKS, stored_practitioner_checks, take_practitioner_checks),
        Kind(MEMBERS, stored_members, take_members),
        Kind(RESIDENCES, stored_residences, take_residences),
        Kind(COVERAGES, stored_coverages, take_coverages),
        Kind(MEMBER_NOTES, stored_member_notes, take_member_notes),
        Kind(PRODUCTS, stored_products, take_products),
        Kind(KITS, stored_kits, take_kits),
        Kind(KIT_LINES, stored_kit_lines, take_kit_lines),
        Kind(PLACES, stored_places, take_places),
        Kind(ASSETS, stored_assets, take_assets),
        Kind(ASSET_NOTES, stored_asset_notes, take_asset_notes),
        *PAPER_KINDS,
        Kind(RENTALS, stored_rentals, take_rentals),
        Kind(RENTAL_UNITS, stored_rental_units, take_rental_units),
        Kind(INTERRUPTIONS, stored_interruptions, take_interruptions),
        Kind(RESUMPTIONS, stored_resumptions, take_resumptions),
        Kind(OPTION_FACTS, stored_option_facts, take_option_facts),
        Kind(TICKETS, stored_tickets, take_tickets),
        Kind(TICKET_LINES, stored_lines, take_ticket_lines),
        Kind(PROOFS, stored_proofs, take_proofs),
        Kind(RETURN_SETTLEMENTS, stored_return_settlements, take_return_settlements),
        Kind(RECEIVED_FILES, stored_received_files, take_received_files),
        Kind(RECEIVED_PAGES, stored_received_pages, take_received_pages),
        Kind(PAGE_DECISIONS, stored_page_decisions, take_page_decisions),
        Kind(MODEL_TRAITS, stored_traits, take_traits),
        Kind(REPAIRS, stored_repairs, take_repairs),
        Kind(REPAIR_STEPS, stored_steps, take_steps),
        Kind(REPAIR_LINES, stored_repair_lines, take_repair_lines),
        Kind(REPAIR_LOANS, stored_loans, take_loans),
        Kind(SUBSTITUTE_CHARGES, stored_charges, take_charges),
        Kind(MOVEMENTS, stored_movements, take_movements),
        Kind(UNIT_CHECKS, stored_checks, take_checks),
        Kind(COUNTS, stored_counts, take_counts),
        Kind(COUNT_UNITS, stored_count_units, take_count_units),
        Kind(COUNT_FACTS, stored_count_facts, take_count_facts),
        Kind(MAINTENANCE_PLANS, stored_plans, take_plans),
        Kind(MAINTENANCE, stored_maintenance, take_maintenance),
        Kind(STOP_CRITERIA, stored_stop_criteria, take_stop_criteria),
        Kind(STOP_MARKS, stored_stop_marks, take_stop_marks),
        Kind(RECALLS, stored_recalls, take_recalls),
        Kind(RECALL_STEPS, stored_recall_steps, take_recall_steps),
        Kind(RECALL_LETTERS, stored_recall_letters, take_recall_letters),
        Kind(RECALL_LETTER_FACTS, stored_letter_facts, take_letter_facts),
        Kind(RECALL_REMEDIES, stored_remedies, take_remedies),
        Kind(FEE_EDITIONS, stored_editions, take_editions),
        Kind(CMS_FEES, stored_cms_fees, take_cms_fees),
        Kind(CMS_ZIPS, stored_cms_zips, take_cms_zips),
        Kind(FEES, stored_fees, take_fees),
        Kind(CHARGES, stored_one_offs, take_one_offs),
        Kind(CHARGE_PROOFS, stored_charge_proofs, take_charge_proofs),
        Kind(RUNS, stored_runs),
        Kind(INVOICES, stored_invoices),
        Kind(INVOICE_LINES, stored_invoice_lines),
        Kind(CHARGE_LINES, stored_charge_lines),
        Kind(CREDITS, stored_credits),
        Kind(HELD, stored_held),
        Kind(PAPERS, stored_paper_hashes),
        Kind(PAYMENT_BATCHES, stored_batches),
        Kind(BATCH_FACTS, stored_batch_facts),
        Kind(REMITTANCE_FILES, stored_remittance_files),
        Kind(PAYMENTS, stored_payments),
        Kind(PAYMENT_FACTS, stored_payment_facts),
        Kind(REMITTANCE_LINES, stored_answers),
        Kind(ALLOCATIONS, stored_allocations),
        Kind(WRITE_OFFS, stored_write_offs),
        Kind(APPEALS, stored_appeals),
        Kind(ACCOUNT_NOTES, stored_account_notes, take_account_notes),
        Kind(SCRUB_OVERRIDES, stored_overrides, take_overrides),
        Kind(STATEMENTS, stored_statements, take_statements),
        Kind(ATTACHMENTS, stored_attachments),
    )
}
"""The kinds by the names of their files. Each comes after those that it refers to."""

FILES = {name: kind.file for name, kind in KINDS.items()}
"""What each file looks like."""

RATE_BOOK = ("fee_editions", "cms_fees", "cms_zips")
"""The files that the rate book took in: only ever appended."""

POSTED = ("runs", "invoices", "invoice_lines", "charge_lines", "credits", "held", "papers")
"""What was posted: only ever appended."""

PAID = (
    "payment_batches",
    "batch_facts",
    "remittance_files",
    "payments",
    "payment_facts",
    "remittance_lines",
    "allocations",
    "write_offs",
    "appeals",
)
"""What was paid, and what became of what was not: only ever appended."""

MAY_LACK = frozenset(("charge_lines",))
"""Files of what was posted that an export of an older program does not have."""
