"""Chains and trials: a shipped chain to turn on, a trial as it is shown criterion by criterion."""

from datetime import date, timedelta

from sqlalchemy import select

from dmedesk.bootstrap.doors import ShopDoors
from dmedesk.members.tables import Member, Payer
from dmedesk.papers.actions.chains import turn_on_chain
from dmedesk.papers.actions.trials import answer_criterion, begin_trial, open_trial
from dmedesk.papers.queries.trials import trial_read
from dmedesk.papers.rules.chains import Stage
from docs.screens.house import House
from docs.screens.studio import LONG, Example, Studio

_SHOWN = (
    *(("1a", "Type 1"), ("2", "yes"), ("3", "yes"), ("4a", "4"), ("4b", "9"), ("4c", "yes")),
    *(("5", "5"), ("6", "yes"), ("7", "7.0"), ("8a", "yes")),
)


def fill(doors: ShopDoors, today: date) -> None:
    """The pump's chain, a trial in its last weeks, and one whose criteria are gathered."""
    with doors.writing("save_chain") as work:
        payer_id = work.session.scalars(select(Payer.id).where(Payer.code == "MH")).one()
        chain_id = turn_on_chain(
            work,
            proposal="insulin_pump",
            payer_id=payer_id,
            from_on=date(today.year - 1, 1, 1),
            holds=False,
        )
        members = work.session.scalars(select(Member.id).order_by(Member.id).limit(9)).all()
        for member_id in (members[4], members[7]):
            values = {"chain_id": chain_id, "member_id": member_id, "hcpcs": "E0784"}
            open_trial(work, values={**values, "opened_on": today - timedelta(days=90)})
        begin_trial(work, trial_id=1, begun_on=today - timedelta(days=75))
        read = trial_read(work.session, 2, on=today)
        assert read is not None
        for label, said in _SHOWN:
            answer_criterion(
                work,
                trial_id=2,
                criterion_id=read.ids[Stage.TRIAL, label],
                said=said,
                evidence="Lab report" if label == "7" else "Note of the endocrinologist",
                evidence_on=today - timedelta(days=12),
            )


def chains(studio: Studio) -> None:
    """A shipped chain about to be turned on."""
    page = studio.go_to("chains")
    page.ask_shipped()
    studio.take("chains-on", wait=LONG)
    page.turn_on_bar.close_question()


def trial(studio: Studio) -> None:
    """What is shown for a criterion, about to be written down."""
    page = studio.open("trial")
    page.checks.selectRow(12)
    page.ask_answer()
    studio.take("trial-answer", wait=LONG)
    studio.window.tabs.close_shown()


HOUSE = House(
    records={
        "chain": Example("SELECT min(id) FROM chains"),
        "trial": Example("SELECT max(id) FROM trials"),
    },
    scenes={"chains": chains, "trial": trial},
    fill=fill,
)
