"""The tests mirror the package: whoever reads a module knows where its tests are."""

import ast

from tests.architecture.source import ROOT, Module, modules

# Modules without a file of tests of their own: {name: where they are tested instead}.
TESTED_ELSEWHERE: dict[str, str] = {
    "dmedesk.__main__": "one call; every test that starts the program goes through it",
    "dmedesk.kit.changes": "one record without a rule",
    "dmedesk.moving.kind": "one record without a rule",
    "dmedesk.moving.paper_kinds": "a part of kinds; tests/moving/test_kinds.py",
    "dmedesk.deliveries.rules.paper": "plain values; every test of a slip prints them",
    "dmedesk.billing.queries.repair_charges": "tests/billing/actions/test_repair_charging.py",
    "dmedesk.billing.offers.uncharged": "tests/billing/actions/test_repair_charging.py",
    "dmedesk.billing.screens.uncharged": "opened by tests/desk/test_reports.py",
    **{
        f"dmedesk.{part}": "tests/flows/test_purchase_option.py takes, declines and takes back"
        for part in (
            "billing.actions.option",
            "billing.queries.option",
            "rentals.actions.option",
            "rentals.queries.options",
        )
    },
    **{
        f"dmedesk.billing.{part}": "shown by tests/billing/screens/test_option.py"
        for part in ("queries.option_paper", "screens.option_paper", "screens.why_option")
    },
    "dmedesk.billing.rules.option_paper": "plain values; tests/billing/sheets/test_option.py",
    "dmedesk.repairs.rules.paper": "plain values; every test of a repair's papers prints them",
    **{
        f"dmedesk.repairs.screens.{part}": "worked by tests/repairs/screens/test_repair.py"
        for part in ("bars", "charging", "facts")
    },
    "dmedesk.assets.rules.papers": "plain values; every test of units' papers prints them",
    "dmedesk.kit.prose": "one record without a rule",
    "dmedesk.assets.screens.bench_columns": "shown by tests/assets/screens/test_bench.py",
    "dmedesk.assets.screens.count_bars": "opened by tests/assets/screens/test_count.py",
    "dmedesk.rentals.queries.losses": "asked by tests/rentals/actions/test_losing.py",
    "dmedesk.assets.screens.losing": "tests/desk/test_losses.py",
    "dmedesk.deliveries.screens.ticket_columns": "tests/deliveries/screens/test_ticket.py",
    "dmedesk.catalog.screens.picking": "tests/deliveries/screens/test_ticket_lines.py",
    "dmedesk.deliveries.screens.recording": "typed by tests/deliveries/screens/test_visit.py",
    "dmedesk.kit.references": "one record without a rule",
    "dmedesk.kit.stored": "one record without a rule",
    "dmedesk.widgets.forms.entry": "what all fields are; tests/widgets/forms/test_entries.py",
    "dmedesk.widgets.forms.head": "made and pressed by tests/widgets/forms/test_page.py",
    "dmedesk.widgets.forms.sides": "turned over by tests/widgets/forms/test_papers.py",
    "dmedesk.widgets.forms.keys": "words; tests/desk/test_keys.py presses them",
    "dmedesk.widgets.forms.layout": "drawn by tests/widgets/forms/test_form.py",
    "dmedesk.widgets.forms.spec": "records without a rule; tests/widgets/forms/test_page.py",
    **{
        f"dmedesk.moving.screens.{step}": "walked through by tests/moving/screens/test_centre.py"
        for step in ("columns", "files", "meanings", "rows", "taking", "twins", "wizard")
    },
    **{
        f"dmedesk.papers.{part}": "tests/papers/actions/test_reckoning.py keeps and reads them"
        for part in ("queries.worksheets", "queries.worksheet_paper")
    },
    "dmedesk.papers.rules.worksheet_paper": "plain values; tests/papers/sheets/test_worksheet.py",
    "dmedesk.papers.screens.worksheets": "shown by tests/papers/screens/test_worksheet.py",
    "dmedesk.billing.rules.scrub_lines": "lines of a plan: tests/billing/rules/test_scrub.py",
    "dmedesk.billing.screens.scrub_list": "shown by tests/billing/screens/test_scrub.py",
    "dmedesk.billing.queries.denials": "tests/billing/screens/test_denials.py lists and opens them",
    "dmedesk.billing.queries.finding": "tests/billing/queries/test_paid.py finds invoices",
    "dmedesk.billing.screens.batches": "tests/billing/screens/test_denials.py shows the list",
    "dmedesk.billing.screens.payment_bars": "typed by tests/billing/screens/test_batch.py",
    "dmedesk.widgets.listing.as_of": "tests/billing/screens/test_owed.py types days into it",
    "dmedesk.billing.queries.made_statements": "tests/billing/actions/test_statements.py asks it",
    "dmedesk.billing.screens.typing_bars": "tests/billing/screens/test_shares.py types into them",
    **{
        f"dmedesk.billing.{room}": "tests/flows/test_round_trip.py takes all of it out and in"
        for room in (
            "files.payments",
            "queries.stored_payments",
            "actions.taking_payments",
            "files.notes",
            "files.scrub",
            "actions.taking_overrides",
            "actions.taking_notes",
            "files.statements",
        )
    },
    **{
        f"dmedesk.billing.screens.{page}": "looked at by tests/billing/screens/test_owed.py"
        for page in ("ageing", "deadlines", "journal", "statements")
    },
    "dmedesk.moving.actions.planned": "tests/moving/queries/test_planned.py looks, then takes",
    **{
        f"dmedesk.deliveries.screens.{part}": "worked by tests/deliveries/screens/test_received.py"
        for part in ("received_words", "scan_list", "scan_view", "settling")
    },
    **{
        f"dmedesk.papers.screens.{part}": f"worked by tests/papers/screens/test_{whole}.py"
        for part, whole in (
            ("drawing", "papers"),
            ("early_fields", "order"),
            ("order_bars", "order"),
            ("paper", "papers"),
            ("picking", "papers"),
            ("proposals", "requirements"),
            ("request", "papers"),
            ("words", "orders"),
        )
    },
    **dict.fromkeys(
        ("dmedesk.papers.actions.taking_trials", "dmedesk.papers.queries.stored_trials"),
        "moved out and in by tests/flows/test_round_trip.py",
    ),
    **dict.fromkeys(
        ("dmedesk.papers.queries.trial_papers", "dmedesk.papers.rules.trial_paper"),
        "printed by tests/papers/sheets/test_trial.py",
    ),
    **dict.fromkeys(
        (
            "dmedesk.papers.screens.chains",
            "dmedesk.papers.screens.trial",
            "dmedesk.papers.screens.trial_bars",
            "dmedesk.papers.screens.trial_columns",
        ),
        "worked by tests/papers/screens/test_trials.py",
    ),
    "dmedesk.papers.offers.trials": "tests/flows/test_pump_trial.py looks at its tiles",
    "dmedesk.papers.queries.order_trials": "tests/flows/test_pump_trial.py asks what orders lack",
    **{
        f"dmedesk.papers.{module}": "tests/flows/test_round_trip.py takes it out and in"
        for module in ("files.limits", "actions.taking_limits", "queries.stored_limits")
    },
    "dmedesk.papers.queries.listed_limits": "tests/papers/screens/test_limits.py and two list them",
    "dmedesk.deliveries.queries.early": "tests/flows/test_lost_walker.py sends slips out by it",
    "dmedesk.desk.paper_pages": "as pages, made by tests/desk/test_pages.py",
    "dmedesk.desk.wishes": "one record without a rule",
    "dmedesk.kit.drafts": "a record and a door; tests/store/test_drafts.py goes through it",
    "dmedesk.catalog.queries.listed": "one record; the list that is made of it is in assets",
    **{
        f"dmedesk.{room}": f"tests/{room.split('.')[0]}/test_tables.py tries them all"
        for room in (
            *(f"catalog.tables.{room}" for room in ("fees", "kits", "products")),
            *(f"members.tables.{room}" for room in ("coverage", "people", "practitioners")),
        )
    },
    "dmedesk.widgets.listing.keys": "words; tests/desk/test_keys.py presses them",
    **{
        f"dmedesk.assets.{room}.stops": "tests/recalls/actions/test_opening.py matches by them"
        for room in ("actions", "queries")
    },
    **dict.fromkeys(
        (
            "dmedesk.assets.actions.taking_stops",
            "dmedesk.assets.queries.stored_stops",
            "dmedesk.recalls.actions.taking",
            "dmedesk.recalls.files",
            "dmedesk.recalls.queries.stored",
        ),
        "moved out and in by tests/flows/test_round_trip.py",
    ),
    "dmedesk.assets.rules.matching": "tests/assets/rules/test_criteria.py matches",
    "dmedesk.members.queries.leaving": "asked by tests/members/queries/test_listed.py",
    "dmedesk.rentals.queries.away": "asked by tests/rentals/queries/test_listed.py",
    "dmedesk.recalls.rules.words": "words; every test of recalls says them",
    "dmedesk.recalls.queries.cases": "every test of tests/recalls/actions reads its case by it",
    "dmedesk.recalls.queries.people": "tests/recalls/actions/test_opening.py asks who had a unit",
    "dmedesk.recalls.queries.told": "told by tests/recalls/test_offers.py",
    "dmedesk.recalls.queries.forms": "shown by tests/recalls/screens/test_notice.py",
    "dmedesk.recalls.queries.scanned": "asked by tests/recalls/screens/test_case.py",
    "dmedesk.recalls.rules.facts": "plain values; every page and paper of a recall tells them",
    **{
        f"dmedesk.recalls.screens.{part}": "worked by tests/recalls/screens/test_case.py"
        for part in ("bars", "showing", "stepping", "words")
    },
    "dmedesk.recalls.queries.feeds": "found by tests/recalls/test_offers.py",
    **{
        f"dmedesk.billing.{module}": "tests/flows/test_charges.py invoices with it"
        for module in (
            "actions.billing",
            "actions.charge_ledger",
            "queries.charge_fates",
            "queries.charges",
            "rules.priced",
        )
    },
    **{
        f"dmedesk.{module}": "tests/flows/test_round_trip.py carries charges"
        for module in (
            "billing.actions.taking_charges",
            "billing.files.charges",
            "billing.queries.charge_files",
        )
    },
    **dict.fromkeys(
        (
            "dmedesk.billing.queries.charge_list",
            "dmedesk.billing.queries.charge_record",
            "dmedesk.billing.queries.charge_trial",
            "dmedesk.billing.screens.charge_fields",
            "dmedesk.billing.screens.proposing",
            "dmedesk.billing.screens.why_charge",
        ),
        "tests/billing/screens/test_charge.py and test_charges.py look at it",
    ),
    **{
        f"dmedesk.{module}": "bound by tests/binder/screens/test_making.py"
        for module in (
            *(
                f"{house}.offers.binder"
                for house in ("billing", "deliveries", "members", "papers", "recalls", "repairs")
            ),
            "papers.offers.bound",
            "billing.queries.filed",
            "store.attached_papers",
            "binder.sheets.rows",
            "binder.sheets.section",
            "binder.sheets.whole",
        )
    },
    "dmedesk.recalls.offers.drawn": "shown by tests/recalls/screens/test_case.py",
    "dmedesk.repairs.offers.drawn": "shown by tests/repairs/screens/test_repair.py",
    "dmedesk.billing.queries.chargeable": "tests/billing/actions/test_charging_sources.py",
    "dmedesk.billing.rules.charge_entry": "tests/billing/actions/test_charges.py is refused by it",
    "dmedesk.billing.rules.charge_pricing": "tests/billing/rules/test_charge_plan.py is priced",
}


def _says_something(module: Module) -> bool:
    """Whether there is code to test: more than docstrings, imports and names of others."""
    silent = (ast.Expr, ast.Import, ast.ImportFrom)
    spoken = [node for node in module.tree.body if not isinstance(node, silent)]
    return any("__all__" not in ast.unparse(node) for node in spoken)


def _has_mirror(module: Module) -> bool:
    """``dmedesk/a/b.py`` has ``tests/a/test_b.py`` or, where it grew, files in ``tests/a/b/``."""
    *folders, last = module.rooms or ("package",)
    place = ROOT.joinpath("tests", *folders)
    beside = [*place.glob(f"test_{last}.py"), *place.glob(f"test_{last}_*.py")]
    return bool(beside or list((place / last).glob("test_*.py")))


def _is_of_the_engine(module: Module) -> bool:
    """The rate engine is tested by cases, and held by the coverage of its every branch."""
    return module.rooms[:1] == ("rates",)


def test_every_module_has_its_tests() -> None:
    missing = [
        module.name
        for module in modules()
        if _says_something(module) and not _is_of_the_engine(module) and not _has_mirror(module)
    ]
    assert [name for name in missing if name not in TESTED_ELSEWHERE] == []


def test_the_list_of_exceptions_holds_no_stale_name() -> None:
    without = {module.name for module in modules() if not _has_mirror(module)}
    assert TESTED_ELSEWHERE.keys() <= without
