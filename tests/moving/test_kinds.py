"""Every file of the contract is imported, with the contract's columns (``billing.md``, Files)."""

import pytest

from dmedesk.moving.kinds import FILES, KINDS

# The columns as the contract's table has them; those in capitals are required.
CONTRACT = {
    "payers": "PAYER_CODE NAME REGIME address1 address2 city state zip phone "
    "electronic_payer_id filing_days",
    "practitioners": "NPI LAST_NAME first_name phone fax address1 address2 city state zip "
    "license_no license_expires_on",
    "practitioner_checks": "NPI CHECKED_ON STANDING source CHECKED_BY RECORDED_AT",
    "members": "MEMBER_NO LAST_NAME FIRST_NAME birth_date masshealth_id medicare_mbi address1 "
    "address2 city state zip phone deceased_on left_on left_reason phone2 language "
    "delivery_address1 delivery_address2 delivery_city delivery_state delivery_zip directions "
    "emergency_name emergency_relation emergency_phone",
    "coverages": "MEMBER_NO PAYER_CODE RANK FROM_ON until_on number",
    "member_notes": "MEMBER_NO WRITTEN_AT WRITTEN_BY NOTE",
    "residences": "MEMBER_NO SETTING FROM_ON until_on facility_name",
    "products": "PRODUCT_NO HCPCS DESCRIPTION manufacturer model udi_di usual_rental "
    "usual_purchase family payment_class",
    "kits": "KIT FROM_ON ended_on note",
    "kit_lines": "KIT PRODUCT_NO QUANTITY BY_SERIAL",
    "places": "PLACE KIND closed_on",
    "tickets": "TICKET_NO KIND STAGE MEMBER_NO payer_code ASKED_ON PLANNED_ON visited_on driver "
    "stop_no reason note order_no",
    "ticket_lines": "TICKET_NO PLACE WAY PRODUCT_NO serial moved_serial rental_no QUANTITY "
    "accessories TERMS has_moved IS_OPEN awaits_unit stayed",
    "proofs": "TICKET_NO TURN KIND about_turn why METHOD delivered_on HAS_SIGNATURE signer "
    "relationship signed_on reason driver_note carrier package_id shipped_on carrier_evidence "
    "facility received_by discharged_on delivered_by tasks_done strokes lines service_on SHA256 "
    "RECORDED_AT RECORDED_BY",
    "received_files": "SHA256 FILE_NAME PAGE_COUNT RECEIVED_AT RECEIVED_BY",
    "received_pages": "SCAN_NO SHA256 PLACE FINGERPRINT VERDICT barcodes TURNED RECEIVED_AT "
    "RECEIVED_BY",
    "page_decisions": "SCAN_NO TURN DECISION ticket_no BY_BARCODE reason DECIDED_AT DECIDED_BY",
    "return_settlements": "TICKET_NO PLACE TURN SETTLED_ON SETTLED NOTE RECORDED_AT RECORDED_BY",
    "model_traits": "PRODUCT_NO size capacity_pounds features",
    "repairs": "REPAIR_NO OWNERSHIP STAGE member_no payer_code serial product_no rental_no ITEM "
    "serial_told hcpcs ASKED_BY ASKED_ON FAULT CAUSE SITE technician promised_on replacement "
    "pa_number previous_on removed_on finished_on returned_on closed_on refusal",
    "repair_steps": "REPAIR_NO TURN STEP HAPPENED_ON note party reference relation amount "
    "ticket_no RECORDED_AT RECORDED_BY",
    "repair_lines": "REPAIR_NO TURN KIND DONE_ON DESCRIPTION hcpcs modifiers QUANTITY AMOUNT cost "
    "minutes COVERED technician citation reverses RECORDED_AT RECORDED_BY",
    "repair_loans": "REPAIR_NO TURN SERIAL TICKET_NO LIKENESS REASON RECORDED_AT RECORDED_BY",
    "substitute_charges": "REPAIR_NO LOAN CHARGED_ON HCPCS modifiers AMOUNT BASIS citations "
    "readings derivation IS_CEILING confirmed_by RECORDED_AT RECORDED_BY",
    "movements": "SERIAL TURN MOVE MOVED_ON FROM_STATE TO_STATE from_member to_member from_place "
    "to_place cause cause_no note reverses RECORDED_AT RECORDED_BY",
    "unit_checks": "SERIAL CHECKED_ON TECHNICIAN seen PASSED note RECORDED_AT RECORDED_BY",
    "counts": "COUNT_NO place BEGUN_ON BEGUN_AT BEGUN_BY",
    "count_units": "COUNT_NO SERIAL",
    "count_facts": "COUNT_NO TURN STEP scanned serial was_state was_place settled note DONE_ON "
    "RECORDED_AT RECORDED_BY",
    "maintenance_plans": "PLAN_NO PRODUCT_NO WORK EVERY interval source ended_on",
    "maintenance": "SERIAL TURN STEP DONE_ON plan_no fault work hours parts cost technician vendor "
    "note reverses RECORDED_AT RECORDED_BY",
    "stop_criteria": "CAUSE CAUSE_NO EDITION PLACE FIRM IS_WHOLE GROUP_NO KIND VALUE until_value "
    "RECORDED_AT RECORDED_BY",
    "stop_marks": "SERIAL CAUSE CAUSE_NO TURN STAND REASON holder RECORDED_AT RECORDED_BY",
    "recalls": "RECALL_NO TITLE FIRM fda_no event_no RECALL_CLASS SOURCE RECEIVED_ON received_time "
    "RECEIVED_HOW RECEIVED_BY notice_name notice_sha256 initiated_on maker_due_on product_text "
    "codes_text CODES_ARE_WHOLE reason_text instructions ASKED member_words contact RECORDED_AT "
    "RECORDED_BY",
    "recall_steps": "RECALL_NO TURN STEP hazard DONE_ON WHO amount note RECORDED_AT RECORDED_BY",
    "recall_letters": "LETTER_NO RECALL_NO MEMBER_NO IS_LARGE SHA256 MADE_AT MADE_BY",
    "recall_letter_facts": "LETTER_NO TURN STEP way DONE_ON WHO note RECORDED_AT RECORDED_BY",
    "recall_remedies": "RECALL_NO SERIAL TURN REMEDY DONE_ON DONE_BY ticket_no cost note "
    "RECORDED_AT RECORDED_BY",
    "assets": "SERIAL PRODUCT_NO condition lot acquired_on cost state inventory_no udi_di udi_pi "
    "lot_expires_on warranty_ends_on vendor purchase_invoice_no",
    "asset_notes": "SERIAL WRITTEN_AT WRITTEN_BY NOTE",
    "prescriptions": "MEMBER_NO HCPCS SIGNED_ON NPI expires_on elements",
    "supporting_papers": "MEMBER_NO HCPCS KIND SIGNED_ON NPI expires_on elements note",
    "authorizations": "MEMBER_NO HCPCS PA_NUMBER FROM_ON UNTIL_ON months asked_on units amount "
    "note",
    "authorization_draws": "MEMBER_NO HCPCS PA_NUMBER TURN USED_ON UNITS AMOUNT WHAT RECORDED_AT "
    "RECORDED_BY",
    "worksheets": "WORKSHEET_NO member_no request_no PRICED_ON WHAT HCPCS DESCRIPTION FAMILY "
    "catalogue list discounts invoice quote timely_percentage timely_terms markup_percentage "
    "USUAL_CHARGE rental_month note RESULT RECORDED_AT RECORDED_BY",
    "authorization_requests": "REQUEST_NO MEMBER_NO PAYER_CODE HCPCS ASKED_ON note",
    "authorization_steps": "REQUEST_NO TURN STEP DONE_ON answer_by pa_number reason RECORDED_AT "
    "RECORDED_BY",
    "requirements": "REQUIREMENT_NO PAYER_CODE KIND hcpcs family SERVICE number text FROM_ON "
    "until_on proposal CITATION why",
    "orders": "ORDER_NO MEMBER_NO payer_code npi ASKED_ON referred_by STAGE review_on "
    "held_because closed_on note",
    "order_lines": "ORDER_NO PLACE HCPCS product_no description QUANTITY TERMS NEEDS_PA days",
    "order_conversions": "ORDER_NO PLACE TURN TERMS FROM_ON WHY RECORDED_AT RECORDED_BY",
    "limits": "LIMIT_NO PAYER_CODE KIND HCPCS QUANTITY EVERY UNIT TREATMENT STANCE FROM_ON "
    "until_on proposal CITATION why",
    "receipts": "SOURCE SOURCE_NO TURN MEMBER_NO payer_code HCPCS QUANTITY days RECEIVED_ON "
    "returned_on note RECORDED_AT RECORDED_BY",
    "replacements": "REPLACEMENT_NO MEMBER_NO HCPCS REASON HAPPENED_ON EVIDENCE undoes_no "
    "RECORDED_AT RECORDED_BY",
    "refill_contacts": "CONTACT_NO MEMBER_NO HCPCS CONTACTED_ON CHANNEL WHO ANSWER quantity_left "
    "note undoes_no RECORDED_AT RECORDED_BY",
    "insulin_statements": "STATEMENT_NO MEMBER_NO FROM_ON IS_TREATED SAID_BY RECORDED_AT "
    "RECORDED_BY",
    "papers_asked": "ASK_NO NPI MEMBER_NO HCPCS PAPER ASKED_ON RECORDED_AT RECORDED_BY",
    "chains": "CHAIN_NO PAYER_CODE TITLE CODES TRIAL_MONTHS ASK_DAYS FROM_ON until_on proposal "
    "CITATION why confirm",
    "chain_criteria": "CHAIN_NO STAGE LABEL KIND TEXT line unit MAY_EXCEPT IS_OPTIONAL citation "
    "confirm",
    "trials": "TRIAL_NO CHAIN_NO MEMBER_NO HCPCS order_no OPENED_ON begun_on closed_on "
    "closed_because note",
    "trial_answers": "TRIAL_NO TURN STAGE LABEL said reason evidence evidence_on sha256 "
    "RECORDED_AT RECORDED_BY",
    "rentals": "RENTAL_NO MEMBER_NO PAYER_CODE SERIAL STARTED_ON ended_on months_already_paid "
    "paid_already pa_required proof proof_on",
    "interruptions": "RENTAL_NO FROM_ON UNTIL_ON reason",
    "resumptions": "RENTAL_NO RESUMED_ON RESUMES STATEMENT RECORDED_AT RECORDED_BY",
    "option_facts": "RENTAL_NO TURN ANSWER ANSWERED_ON PRICE WHY ends_on goes_on_why RECORDED_AT "
    "RECORDED_BY",
    "fees": "HCPCS MODIFIERS FEE FROM_ON until_on payment_class family source regime edition",
    "rental_units": "RENTAL_NO SERIAL FROM_ON until_on",
    "company": "FROM_ON NAME address1 address2 city state zip phone npi logo",
    "numbering": "SERIES prefix NEXT_NUMBER WIDTH",
    "staff": "NAME ROLE FROM_ON until_on",
    "rights": "ROLE RIGHT TICKED",
    "closed_days": "CLOSED_ON NAME",
    "policies": "POLICY REGIME PAYER_CODE FROM_ON SAID_AT VALUE WHY SAID_BY",
    "paper_texts": "TEXT FROM_ON WRITTEN_AT CONTENT WRITTEN_BY",
    "fee_editions": "EDITION KIND from_on state area FILE_NAME sha256 source ROW_COUNT "
    "IMPORTED_AT IMPORTED_BY",
    "cms_fees": "EDITION HCPCS MODIFIERS AREA cba_name FEE payment_class family",
    "cms_zips": "EDITION ZIP STATE cba_name",
    "runs": "RUN MONTH payer_code POSTED_AT POSTED_ON POSTED_BY ENGINE_EDITION kind",
    "invoices": "INVOICE_NO RUN MEMBER_NO PAYER_CODE TOTAL PRINTED_COMPANY PRINTED_PAYER "
    "PRINTED_MEMBER",
    "invoice_lines": "INVOICE_NO RENTAL_NO FROM_ON UNTIL_ON ROUND RENTAL_MONTH HCPCS description "
    "brand model SERIAL modifiers BASIS citations READINGS last_month USUAL_CHARGE AMOUNT "
    "pa_number TRACE",
    "charges": "CHARGE_NO source source_no round MEMBER_NO PAYER_CODE KIND SERVICE_ON HCPCS "
    "modifiers DESCRIPTION product_no serial condition units usual_charge asked pa_required "
    "why_payer RECORDED_AT RECORDED_BY withdrawn_at withdrawn_by withdrawn_why",
    "charge_proofs": "CHARGE_NO TURN PROOF proof_on RECORDED_AT RECORDED_BY",
    "charge_lines": "INVOICE_NO CHARGE_NO ROUND HCPCS description brand model serial modifiers "
    "BASIS citations READINGS usual_charge AMOUNT pa_number TRACE",
    "credits": "CREDIT_NO INVOICE_NO CREDITED_AT CREDITED_ON CREDITED_BY reason note lines",
    "held": "RUN RENTAL_NO FROM_ON RENTAL_MONTH REASONS",
    "papers": "INVOICE_NO SHA256 MADE_AT",
    "payment_batches": "BATCH_NO OPENED_ON note OPENED_AT OPENED_BY",
    "batch_facts": "BATCH_NO TURN STEP EXPECTED counted DONE_ON RECORDED_AT RECORDED_BY",
    "remittance_files": "SHA256 FILE_NAME TAKEN_AT TAKEN_BY",
    "payments": "PAYMENT_NO BATCH_NO PLACE KIND payer_code member_no reference PRESENTED "
    "dated_on RECEIVED_ON AMOUNT IS_DEPOSIT sha256 note RECORDED_AT "
    "RECORDED_BY",
    "payment_facts": "PAYMENT_NO TURN STEP AMOUNT reason DONE_ON reference note "
    "RECORDED_AT RECORDED_BY",
    "remittance_lines": "PAYMENT_NO PLACE INVOICE_NO LINE OUTCOME PAID allowed codes "
    "remarks ANSWERED_ON RECORDED_AT RECORDED_BY",
    "allocations": "ALLOCATION PAYMENT_NO INVOICE_NO LINE AMOUNT reverses place "
    "ALLOCATED_ON RECORDED_AT RECORDED_BY",
    "write_offs": "WRITE_OFF INVOICE_NO LINE AMOUNT reverses REASON charge_no note WRITTEN_ON "
    "RECORDED_AT RECORDED_BY",
    "appeals": "PAYMENT_NO PLACE TURN STEP DONE_ON deadline_on citation note RECORDED_AT "
    "RECORDED_BY",
    "scrub_overrides": "RULE rental_no charge_no FROM_ON TURN WHY RECORDED_AT RECORDED_BY",
    "account_notes": "NOTE MEMBER_NO payer_code KIND TEXT promised_on promised follow_up_on "
    "settles NOTED_ON NOTED_AT NOTED_BY",
    "statements": "STATEMENT_NO MEMBER_NO AS_OF_ON TURN IS_LARGE OWED HELD SHA256 MADE_AT MADE_BY",
    "attachments": "KIND RECORD SHA256 ATTACHED_AT ATTACHED_BY FILE_NAME MEDIA_TYPE TITLE "
    "removed_at removed_by reason",
}

KEYS: dict[str, tuple[str, ...]] = {
    "payers": ("payer_code",),
    "practitioners": ("npi",),
    "members": ("member_no",),
    "residences": ("member_no", "from_on"),
    "practitioner_checks": (
        "npi",
        "checked_on",
        "recorded_at",
        "standing",
        "source",
        "checked_by",
    ),
    "coverages": ("member_no", "rank", "from_on"),
    "member_notes": ("member_no", "written_at", "written_by", "note"),
    "products": ("product_no",),
    "kits": ("kit",),
    "kit_lines": ("kit", "product_no"),
    "places": ("place",),
    "tickets": ("ticket_no",),
    "ticket_lines": ("ticket_no", "place"),
    "proofs": ("ticket_no", "turn"),
    "received_files": ("sha256",),
    "received_pages": ("scan_no",),
    "page_decisions": ("scan_no", "turn"),
    "return_settlements": ("ticket_no", "place", "turn"),
    "model_traits": ("product_no",),
    "repairs": ("repair_no",),
    "repair_steps": ("repair_no", "turn"),
    "repair_lines": ("repair_no", "turn"),
    "repair_loans": ("repair_no", "turn"),
    "substitute_charges": ("repair_no",),
    "movements": ("serial", "turn"),
    "unit_checks": (
        "serial",
        "checked_on",
        "recorded_at",
        "technician",
        "passed",
        "seen",
        "note",
    ),
    "counts": ("count_no",),
    "count_units": ("count_no", "serial"),
    "count_facts": ("count_no", "turn"),
    "maintenance_plans": ("plan_no",),
    "maintenance": ("serial", "turn"),
    "stop_criteria": ("cause", "cause_no", "edition", "place"),
    "stop_marks": ("serial", "cause", "cause_no", "turn"),
    "recalls": ("recall_no",),
    "recall_steps": ("recall_no", "turn"),
    "recall_letters": ("letter_no",),
    "recall_letter_facts": ("letter_no", "turn"),
    "recall_remedies": ("recall_no", "serial", "turn"),
    "assets": ("serial",),
    "asset_notes": ("serial", "written_at", "written_by", "note"),
    "prescriptions": ("member_no", "hcpcs", "signed_on", "npi"),
    "supporting_papers": ("member_no", "hcpcs", "kind", "signed_on", "npi"),
    "authorizations": ("member_no", "hcpcs", "pa_number"),
    "authorization_draws": ("member_no", "hcpcs", "pa_number", "turn"),
    "authorization_requests": ("request_no",),
    "worksheets": ("worksheet_no",),
    "authorization_steps": ("request_no", "turn"),
    "requirements": ("requirement_no",),
    "orders": ("order_no",),
    "order_lines": ("order_no", "place"),
    "order_conversions": ("order_no", "place", "turn"),
    "papers_asked": ("ask_no",),
    "chains": ("chain_no",),
    "chain_criteria": ("chain_no", "stage", "label"),
    "trials": ("trial_no",),
    "trial_answers": ("trial_no", "turn"),
    "limits": ("limit_no",),
    "receipts": ("source", "source_no", "turn"),
    "replacements": ("replacement_no",),
    "refill_contacts": ("contact_no",),
    "insulin_statements": ("statement_no",),
    "rentals": ("rental_no",),
    "rental_units": ("rental_no", "from_on"),
    "interruptions": ("rental_no", "from_on"),
    "resumptions": ("rental_no", "resumed_on"),
    "option_facts": ("rental_no", "turn"),
    "fees": ("regime", "hcpcs", "modifiers", "from_on"),
    "company": ("from_on",),
    "numbering": ("series",),
    "staff": ("name",),
    "rights": ("role", "right"),
    "closed_days": ("closed_on",),
    "policies": ("policy", "regime", "payer_code", "from_on", "said_at"),
    "paper_texts": ("text", "from_on", "written_at"),
    "fee_editions": ("edition",),
    "cms_fees": ("edition", "hcpcs", "modifiers", "area", "cba_name"),
    "cms_zips": ("edition", "zip"),
    "runs": ("run",),
    "invoices": ("invoice_no",),
    "invoice_lines": ("rental_no", "from_on", "round"),
    "charges": ("charge_no",),
    "charge_proofs": ("charge_no", "turn"),
    "charge_lines": ("charge_no", "round"),
    "credits": ("credit_no",),
    "held": ("run", "rental_no", "from_on"),
    "papers": ("invoice_no",),
    "payment_batches": ("batch_no",),
    "batch_facts": ("batch_no", "turn"),
    "remittance_files": ("sha256",),
    "payments": ("payment_no",),
    "payment_facts": ("payment_no", "turn"),
    "remittance_lines": ("payment_no", "place"),
    "allocations": ("allocation",),
    "write_offs": ("write_off",),
    "appeals": ("payment_no", "place", "turn"),
    "account_notes": ("note",),
    "scrub_overrides": ("rule", "rental_no", "charge_no", "from_on", "turn"),
    "statements": ("statement_no",),
    "attachments": ("kind", "record", "sha256", "attached_at"),
}


def test_the_files_are_those_of_the_contract() -> None:
    assert FILES.keys() == CONTRACT.keys()


@pytest.mark.parametrize("name", CONTRACT)
def test_the_columns_are_those_of_the_contract(name: str) -> None:
    columns = [
        column.name.upper() if column.required else column.name for column in FILES[name].columns
    ]
    assert columns == CONTRACT[name].split()


def test_rows_are_known_by_the_columns_of_the_contract() -> None:
    assert {name: file.key for name, file in FILES.items()} == KEYS


def test_records_come_after_those_that_they_refer_to() -> None:
    seen: set[str] = set()
    for name, kind in KINDS.items():
        assert {reference.file for reference in kind.file.references} <= seen
        seen.add(name)
