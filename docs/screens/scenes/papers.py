"""Orders and papers: what is asked for, what it needs, what payers want, who owes us papers."""

from docs.screens.house import House
from docs.screens.studio import LONG, Example, Studio


def outstanding(studio: Studio) -> None:
    """Practitioners who owe papers, and the letter to one of them."""
    page = studio.go_to("outstanding")
    rows = page.owing.rows_model.rows
    named = [place for place, one in enumerate(rows) if one.practitioner_id]
    page.owing.selectRow(named[0])
    page.show_letter()
    studio.take("outstanding-letter", wait=LONG)
    page.close_letter()


def proposals(studio: Studio) -> None:
    """A proposal about to be turned on."""
    page = studio.go_to("proposals")
    page.table.selectRow(7)
    page.ask()
    studio.take("proposals-on")
    page.bar.close_question()


def refills(studio: Studio) -> None:
    """A contact about to be recorded."""
    page = studio.go_to("refills")
    page.ask_contact()
    studio.take("refills-asked")
    page.asking.close_question()


def limit_proposals(studio: Studio) -> None:
    """A limit about to be turned on."""
    page = studio.go_to("limit_proposals")
    page.list.selectRow(3)
    page.ask_turn_on()
    studio.take("limit_proposals-on")
    page.turning.close_question()


HOUSE = House(
    records={
        "prescription": Example("SELECT min(id) FROM prescriptions WHERE elements IS NOT NULL"),
        "authorization": Example("SELECT min(id) FROM authorizations"),
        "order": Example("SELECT id FROM orders WHERE order_no = 'ORD-000004'"),
        "paper": Example("SELECT min(id) FROM supporting_papers"),
        "pa_request": Example("SELECT max(id) FROM authorization_requests"),
        "worksheet": Example("SELECT min(id) FROM worksheets"),
        "requirement": Example("SELECT min(id) FROM requirements"),
        "limit": Example("SELECT max(id) FROM limits"),
        "replacement": Example("SELECT min(id) FROM replacements"),
    },
    scenes={
        "outstanding": outstanding,
        "proposals": proposals,
        "refills": refills,
        "limit_proposals": limit_proposals,
    },
)
