"""The kinds of orders and papers, in the order in which they need each other."""

from dmedesk.moving.kind import Kind
from dmedesk.papers.actions import take_authorizations, take_prescriptions
from dmedesk.papers.actions.taking_limits import (
    take_insulin_statements,
    take_limits,
    take_receipts,
    take_refill_contacts,
    take_replacements,
)
from dmedesk.papers.actions.taking_orders import (
    take_conversions,
    take_draws,
    take_order_lines,
    take_orders,
    take_papers_asked,
    take_request_steps,
    take_requests,
    take_requirements,
    take_supporting_papers,
    take_worksheets,
)
from dmedesk.papers.actions.taking_trials import (
    take_answers,
    take_chains,
    take_criteria,
    take_trials,
)
from dmedesk.papers.files import (
    AUTHORIZATION_DRAWS,
    AUTHORIZATION_REQUESTS,
    AUTHORIZATION_STEPS,
    AUTHORIZATIONS,
    ORDER_CONVERSIONS,
    ORDER_LINES,
    ORDERS,
    PAPERS_ASKED,
    PRESCRIPTIONS,
    REQUIREMENTS,
    SUPPORTING_PAPERS,
    WORKSHEETS,
)
from dmedesk.papers.files.chains import CHAIN_CRITERIA, CHAINS, TRIAL_ANSWERS, TRIALS
from dmedesk.papers.files.limits import (
    INSULIN_STATEMENTS,
    LIMITS,
    RECEIPTS,
    REFILL_CONTACTS,
    REPLACEMENTS,
)
from dmedesk.papers.queries import stored_authorizations, stored_prescriptions
from dmedesk.papers.queries.stored_limits import (
    stored_insulin_statements,
    stored_limits,
    stored_receipts,
    stored_refill_contacts,
    stored_replacements,
)
from dmedesk.papers.queries.stored_orders import (
    stored_conversions,
    stored_draws,
    stored_order_lines,
    stored_orders,
    stored_papers_asked,
    stored_request_steps,
    stored_requests,
    stored_requirements,
    stored_supporting_papers,
)
from dmedesk.papers.queries.stored_trials import (
    stored_answers,
    stored_chains,
    stored_criteria,
    stored_trials,
)
from dmedesk.papers.queries.worksheets import stored_worksheets

PAPER_KINDS = (
    Kind(PRESCRIPTIONS, stored_prescriptions, take_prescriptions),
    Kind(AUTHORIZATIONS, stored_authorizations, take_authorizations),
    Kind(SUPPORTING_PAPERS, stored_supporting_papers, take_supporting_papers),
    Kind(AUTHORIZATION_DRAWS, stored_draws, take_draws),
    Kind(AUTHORIZATION_REQUESTS, stored_requests, take_requests),
    Kind(AUTHORIZATION_STEPS, stored_request_steps, take_request_steps),
    Kind(WORKSHEETS, stored_worksheets, take_worksheets),
    Kind(REQUIREMENTS, stored_requirements, take_requirements),
    Kind(ORDERS, stored_orders, take_orders),
    Kind(ORDER_LINES, stored_order_lines, take_order_lines),
    Kind(ORDER_CONVERSIONS, stored_conversions, take_conversions),
    Kind(PAPERS_ASKED, stored_papers_asked, take_papers_asked),
    Kind(CHAINS, stored_chains, take_chains),
    Kind(CHAIN_CRITERIA, stored_criteria, take_criteria),
    Kind(TRIALS, stored_trials, take_trials),
    Kind(TRIAL_ANSWERS, stored_answers, take_answers),
    Kind(LIMITS, stored_limits, take_limits),
    Kind(RECEIPTS, stored_receipts, take_receipts),
    Kind(REPLACEMENTS, stored_replacements, take_replacements),
    Kind(REFILL_CONTACTS, stored_refill_contacts, take_refill_contacts),
    Kind(INSULIN_STATEMENTS, stored_insulin_statements, take_insulin_statements),
)
"""They come after members, practitioners, payers and products."""
