"""Every action by its name: which right it needs, and how the history tells it.

The doors of an open shop ask here, so an action without an entry cannot be done at a desk: a test
finds it in the source first.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dmedesk.kit.findings import Finding, Severity
from dmedesk.shop.rules.rights import RIGHT_WORDS, ROLE_WORDS, Right, Role, in_words


class Doing(NamedTuple):
    """One action: the right that it needs (None: whoever sits there), and its sentence."""

    right: Right | None
    sentence: str


DOINGS: Mapping[str, Doing] = {
    # the shop
    "new": Doing(Right.CHANGE_SETTINGS, "Founded the shop"),
    "demo": Doing(Right.CHANGE_SETTINGS, "Made the demo shop"),
    "letterhead": Doing(Right.CHANGE_SETTINGS, "Changed the letterhead"),
    "change_numbering": Doing(Right.CHANGE_SETTINGS, "Changed the numbering"),
    "say_policy": Doing(Right.CHANGE_SETTINGS, "Said a policy"),
    "write_text": Doing(Right.CHANGE_SETTINGS, "Wrote a text of the papers"),
    "close_day": Doing(Right.CHANGE_SETTINGS, "Entered a day on which the shop is closed"),
    "open_day": Doing(Right.CHANGE_SETTINGS, "Took back a day on which the shop is closed"),
    "keep_view": Doing(None, "Kept a view of a list"),
    "remove_view": Doing(None, "Forgot a view of a list"),
    # staff
    "add_person": Doing(Right.MANAGE_STAFF, "Added a person to the staff"),
    "change_person": Doing(Right.MANAGE_STAFF, "Changed a person of the staff"),
    "set_pin": Doing(Right.MANAGE_STAFF, "Set the PIN of a person"),
    "tick_rights": Doing(Right.MANAGE_STAFF, "Changed what a role may do"),
    "choose_pin": Doing(None, "Chose a PIN"),
    "sign_in": Doing(None, "Signed in, or tried to"),
    # records
    "import": Doing(Right.IMPORT_FILES, "Imported files"),
    "undo_import": Doing(Right.IMPORT_FILES, "Took an import back"),
    "keep_import_draft": Doing(Right.IMPORT_FILES, "Left an import for later"),
    "import_fees": Doing(Right.CHANGE_RATES, "Took a fee file into the rate book"),
    "save_member": Doing(Right.EDIT_MEMBERS, "Entered or changed a member"),
    "record_death": Doing(Right.EDIT_MEMBERS, "Wrote down a member's death"),
    "take_back_death": Doing(Right.EDIT_MEMBERS, "Took back a member's death"),
    "record_leaving": Doing(Right.EDIT_MEMBERS, "Wrote down that a member left"),
    "take_back_leaving": Doing(Right.EDIT_MEMBERS, "Took back that a member left"),
    "write_note": Doing(Right.EDIT_MEMBERS, "Wrote a note about a member"),
    "save_practitioner": Doing(Right.EDIT_MEMBERS, "Entered or changed a practitioner"),
    "check_practitioner": Doing(Right.EDIT_MEMBERS, "Checked a practitioner"),
    "save_payer": Doing(Right.EDIT_MEMBERS, "Entered or changed a payer"),
    "save_prescription": Doing(Right.EDIT_MEMBERS, "Entered or changed a prescription"),
    "save_authorization": Doing(Right.EDIT_MEMBERS, "Entered or changed an authorization"),
    "save_paper": Doing(Right.EDIT_MEMBERS, "Entered or changed a paper"),
    "save_request": Doing(Right.EDIT_MEMBERS, "Entered or changed a request for authorization"),
    "answer_request": Doing(Right.EDIT_MEMBERS, "Wrote down what became of a request"),
    "draw_authorization": Doing(Right.EDIT_MEMBERS, "Wrote down what was used of an authorization"),
    "save_order": Doing(Right.EDIT_MEMBERS, "Entered or changed an order"),
    "hold_order": Doing(Right.EDIT_MEMBERS, "Put an order on hold"),
    "release_order": Doing(Right.EDIT_MEMBERS, "Took an order up again"),
    "close_order": Doing(Right.EDIT_MEMBERS, "Closed an order"),
    "convert_line": Doing(Right.EDIT_MEMBERS, "Converted a line of an order"),
    "ask_papers": Doing(Right.EDIT_MEMBERS, "Asked a practitioner for papers"),
    "save_chain": Doing(Right.CHANGE_SETTINGS, "Turned a chain on, or changed it"),
    "hold_chain": Doing(Right.CHANGE_SETTINGS, "Let months wait for the papers of a chain"),
    "save_trial": Doing(Right.EDIT_MEMBERS, "Opened or changed a trial"),
    "answer_criterion": Doing(Right.EDIT_MEMBERS, "Wrote down what is shown for a trial"),
    "begin_trial": Doing(Right.EDIT_MEMBERS, "Wrote down when a trial began"),
    "close_trial": Doing(Right.EDIT_MEMBERS, "Closed a trial"),
    "save_requirement": Doing(Right.CHANGE_SETTINGS, "Turned a requirement on, or changed it"),
    "save_limit": Doing(Right.CHANGE_SETTINGS, "Turned a limit on, or changed it"),
    "enter_receipt": Doing(Right.EDIT_MEMBERS, "Entered what a member had received"),
    "correct_receipt": Doing(Right.EDIT_MEMBERS, "Corrected what a member had received"),
    "say_early": Doing(Right.EDIT_MEMBERS, "Said why a replacement comes early"),
    "take_back_early": Doing(Right.EDIT_MEMBERS, "Took back why a replacement comes early"),
    "say_insulin": Doing(Right.EDIT_MEMBERS, "Said whether a member is treated with insulin"),
    "record_contact": Doing(Right.EDIT_MEMBERS, "Recorded a contact about a refill"),
    "take_back_contact": Doing(Right.EDIT_MEMBERS, "Took back a contact about a refill"),
    "order_refill": Doing(Right.EDIT_MEMBERS, "Made the order of a refill"),
    "save_unit": Doing(Right.EDIT_UNITS, "Received or changed a unit"),
    "write_unit_note": Doing(Right.EDIT_UNITS, "Wrote a note about a unit"),
    "begin_count": Doing(Right.EDIT_UNITS, "Began a count"),
    "scan_in_count": Doing(Right.EDIT_UNITS, "Scanned a unit in a count"),
    "settle_difference": Doing(Right.EDIT_UNITS, "Settled a difference of a count"),
    "close_count": Doing(Right.EDIT_UNITS, "Closed a count"),
    "move_unit": Doing(Right.EDIT_UNITS, "Moved a unit"),
    "lose_rented_unit": Doing(Right.EDIT_RENTALS, "Wrote down that a rented unit is lost"),
    "take_back_loss": Doing(Right.EDIT_RENTALS, "Took back that a rented unit is lost"),
    "take_back_move": Doing(Right.EDIT_UNITS, "Took a unit's last move back"),
    "transfer_units": Doing(Right.EDIT_UNITS, "Brought units to another place"),
    "receive_units": Doing(Right.EDIT_UNITS, "Received units"),
    "check_unit": Doing(Right.EDIT_UNITS, "Checked a unit at the bench"),
    "save_place": Doing(Right.EDIT_UNITS, "Entered or changed a place"),
    "save_plan": Doing(Right.EDIT_UNITS, "Entered or changed a maintenance plan"),
    "write_maintenance": Doing(Right.EDIT_UNITS, "Wrote down maintenance of a unit"),
    "read_hours": Doing(Right.EDIT_UNITS, "Read a unit's hours"),
    "take_back_maintenance": Doing(Right.EDIT_UNITS, "Took back an entry of maintenance"),
    "save_product": Doing(Right.EDIT_UNITS, "Entered or changed a product"),
    "save_kit": Doing(Right.EDIT_UNITS, "Entered or changed a kit"),
    "save_fee": Doing(Right.CHANGE_RATES, "Typed or corrected a fee"),
    "attach_file": Doing(Right.PRINT_PAPERS, "Attached a file"),
    "remove_attachment": Doing(Right.PRINT_PAPERS, "Took an attached file off its record"),
    "keep_draft": Doing(None, "Kept what was typed"),
    "drop_draft": Doing(None, "Dropped what was typed"),
    "make_binder": Doing(Right.PRINT_PAPERS, "Made an audit binder"),
    "print_paper": Doing(Right.PRINT_PAPERS, "Printed a paper"),
    "receive_papers": Doing(Right.PRINT_PAPERS, "Took scanned pages in"),
    "file_page": Doing(Right.PRINT_PAPERS, "Filed a scanned page to its slip"),
    "set_page_aside": Doing(Right.PRINT_PAPERS, "Set a scanned page aside"),
    "put_page_back": Doing(Right.PRINT_PAPERS, "Put a scanned page back to be settled"),
    "pause_rental": Doing(Right.EDIT_MEMBERS, "Paused a rental"),
    "resume_rental": Doing(Right.EDIT_MEMBERS, "Let a rental go on"),
    "correct_stay": Doing(Right.EDIT_MEMBERS, "Corrected a stay away from home"),
    "remove_stay": Doing(Right.EDIT_MEMBERS, "Took back a stay away from home"),
    # slips
    "open_ticket": Doing(Right.EDIT_RENTALS, "Opened a slip"),
    "send_out_ticket": Doing(Right.EDIT_RENTALS, "Sent a slip out"),
    "take_back_ticket": Doing(Right.EDIT_RENTALS, "Took a slip back to print"),
    "cancel_ticket": Doing(Right.EDIT_RENTALS, "Cancelled a slip"),
    "add_kit": Doing(Right.EDIT_RENTALS, "Put a kit on a slip"),
    "give_unit": Doing(Right.EDIT_RENTALS, "Scanned a unit for a line of a slip"),
    "take_line_off": Doing(Right.EDIT_RENTALS, "Took a line off a slip"),
    "record_visit": Doing(Right.EDIT_RENTALS, "Recorded a visit with its proof"),
    "add_proof": Doing(Right.EDIT_RENTALS, "Added a proof to a visit"),
    "take_back_signature": Doing(Right.OVERRIDE, "Took back a signature"),
    "arrange_day": Doing(Right.EDIT_RENTALS, "Put a day's visits in order"),
    "send_route": Doing(Right.EDIT_RENTALS, "Sent a driver's route out"),
    "settle_return": Doing(Right.EDIT_RENTALS, "Settled that another unit came back"),
    # repairs
    "report_repair": Doing(Right.EDIT_RENTALS, "Reported a fault"),
    "change_repair": Doing(Right.EDIT_RENTALS, "Corrected a repair"),
    "step_repair": Doing(Right.EDIT_RENTALS, "Wrote down a step of a repair"),
    "name_cause": Doing(Right.EDIT_RENTALS, "Said what brought a fault about"),
    "write_repair_line": Doing(Right.EDIT_RENTALS, "Wrote down parts or labor of a repair"),
    "take_back_repair_line": Doing(Right.EDIT_RENTALS, "Took back a line of a repair"),
    "finish_repair": Doing(Right.EDIT_RENTALS, "Finished a repair"),
    "refuse_repair": Doing(Right.EDIT_RENTALS, "Refused a repair"),
    "return_repair": Doing(Right.EDIT_RENTALS, "Recorded the return of repaired equipment"),
    "close_repair": Doing(Right.EDIT_RENTALS, "Closed a repair"),
    "lend_substitute": Doing(Right.EDIT_RENTALS, "Lent a substitute"),
    "fetch_substitute": Doing(Right.EDIT_RENTALS, "Sent for a substitute"),
    "record_no_substitute": Doing(
        Right.EDIT_RENTALS, "Wrote down that no substitute was to be had"
    ),
    "exchange_rented": Doing(Right.EDIT_RENTALS, "Exchanged a unit in a repair's stead"),
    "charge_repair": Doing(Right.EDIT_RENTALS, "Charged a finished repair"),
    "charge_substitute": Doing(Right.EDIT_RENTALS, "Charged a substitute"),
    "save_traits": Doing(Right.EDIT_UNITS, "Said what a model is compared by"),
    # recalls
    "save_recall": Doing(Right.EDIT_UNITS, "Opened or changed a recall"),
    "match_recall": Doing(Right.EDIT_UNITS, "Matched a recall over every unit"),
    "confirm_units": Doing(Right.EDIT_UNITS, "Confirmed that a recall means units"),
    "clear_units": Doing(Right.OVERRIDE, "Cleared units of a recall"),
    "record_remedy": Doing(Right.EDIT_UNITS, "Wrote down what was done with a recalled unit"),
    "judge_hazard": Doing(Right.EDIT_UNITS, "Judged the hazard of a recall"),
    "escalate_recall": Doing(Right.EDIT_UNITS, "Put a recall on the five-day clock"),
    "record_reply": Doing(Right.EDIT_UNITS, "Wrote down a reply to, or a credit of, the maker"),
    "write_letters": Doing(Right.PRINT_PAPERS, "Made letters about a recall"),
    "record_letter": Doing(Right.PRINT_PAPERS, "Wrote down what became of letters"),
    "close_recall": Doing(Right.EDIT_UNITS, "Closed a recall"),
    "reopen_recall": Doing(Right.EDIT_UNITS, "Opened a closed recall again"),
    # charges
    "enter_charge": Doing(Right.EDIT_RENTALS, "Entered a charge"),
    "prove_charge": Doing(Right.EDIT_RENTALS, "Entered the proof of a charge"),
    "withdraw_charge": Doing(Right.EDIT_RENTALS, "Withdrew a charge"),
    "consider_charge": Doing(Right.EDIT_RENTALS, "Entered the cost of a charge without a fee"),
    "charge_sources": Doing(Right.EDIT_RENTALS, "Charged what was delivered"),
    "take_option": Doing(Right.EDIT_RENTALS, "Sold a rented unit by its purchase option"),
    "decline_option": Doing(Right.EDIT_RENTALS, "Wrote down that a purchase option was declined"),
    "take_back_decline": Doing(Right.EDIT_RENTALS, "Took back that a purchase option was declined"),
    "invoice_charges_now": Doing(Right.POST_MONTH, "Invoiced charges at once"),
    # the month
    "post_month": Doing(Right.POST_MONTH, "Posted a month"),
    "undo_month": Doing(Right.POST_MONTH, "Took a month's posting back"),
    "credit_lines": Doing(Right.POST_MONTH, "Credited invoiced lines"),
    "pass_on": Doing(Right.POST_MONTH, "Passed what remained of a line on to the next payer"),
    "credit_and_rebill": Doing(Right.POST_MONTH, "Credited lines and billed them again"),
    "keep_worksheet": Doing(Right.EDIT_MEMBERS, "Kept a worksheet of individual consideration"),
    "override_finding": Doing(Right.OVERRIDE, "Went on over a finding of the scrub"),
    "take_back_override": Doing(Right.OVERRIDE, "Took back a step over a finding"),
    "make_statements": Doing(Right.TAKE_PAYMENTS, "Made statements of members"),
    "write_account_note": Doing(Right.TAKE_PAYMENTS, "Wrote a note on an account"),
    "make_papers": Doing(Right.PRINT_PAPERS, "Made papers"),
    # payments
    "open_batch": Doing(Right.TAKE_PAYMENTS, "Opened a batch of payments"),
    "expect_total": Doing(Right.TAKE_PAYMENTS, "Said what a batch is expected to come to"),
    "take_payment": Doing(Right.TAKE_PAYMENTS, "Took a payment"),
    "allocate": Doing(Right.TAKE_PAYMENTS, "Allocated a payment to lines of invoices"),
    "take_back_allocation": Doing(Right.TAKE_PAYMENTS, "Took back an allocation of a payment"),
    "enter_remittance_line": Doing(Right.TAKE_PAYMENTS, "Entered a payer's answer to a line"),
    "take_remittance_csv": Doing(Right.TAKE_PAYMENTS, "Took a file of remittances"),
    "reverse_payment": Doing(Right.TAKE_PAYMENTS, "Reversed a payment"),
    "return_deposit": Doing(Right.TAKE_PAYMENTS, "Gave back what no invoice took of a payment"),
    "close_batch": Doing(Right.TAKE_PAYMENTS, "Closed a batch of payments"),
    "appeal": Doing(Right.TAKE_PAYMENTS, "Wrote down a step of an appeal"),
    "write_off": Doing(Right.WRITE_OFF, "Wrote an amount off"),
    "take_back_write_off": Doing(Right.WRITE_OFF, "Took back a write-off"),
    # what leaves no entry in the history
    "index": Doing(None, "Read records for the search"),
}
"""Every action that a command or a screen of this program does."""


def doing(action: str) -> Doing:
    """An action's entry. One without is our own mistake: LookupError."""
    try:
        return DOINGS[action]
    except KeyError as error:
        raise LookupError(f"the action {action!r} has no entry in shop.rules.doings") from error


def sentence_of(action: str) -> str:
    """How the history tells an action; an older program's by its name."""
    found = DOINGS.get(action)
    return found.sentence if found else action.replace("_", " ").capitalize()


def allowed_with(rights: Iterable[Right]) -> frozenset[str]:
    """All that may be asked for by name with these rights: the rights, and the actions."""
    held = frozenset(rights)
    actions = (name for name, entry in DOINGS.items() if entry.right is None or entry.right in held)
    return frozenset({*held, *actions})


def refusal(
    right: Right, *, name: str, role: Role, roles: Sequence[Role], who: Sequence[str]
) -> Finding:
    """Why a person may not do what needs this right, and who may: by roles, and by name."""
    work = RIGHT_WORDS[right]
    named = ", ".join(who)
    may_too = in_words(roles) + (f": {named}" if named else "")
    return Finding(
        Severity.STOP,
        "not_allowed",
        f"{name} ({ROLE_WORDS[role].lower()}) has no tick for: {work[0].lower()}{work[1:]}.",
        remedy=f"It may be done by {may_too}.",
    )
