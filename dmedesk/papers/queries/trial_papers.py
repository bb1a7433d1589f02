"""The two papers of a trial: what each prints."""

from datetime import date

from sqlalchemy.orm import Session

from dmedesk.kit.calendar import last_day
from dmedesk.kit.postal import Address, Letterhead, address_lines
from dmedesk.members.tables import Member
from dmedesk.papers.queries.trials import TrialRead, trial_read
from dmedesk.papers.rules.chains import Stage
from dmedesk.papers.rules.trial_paper import TrialPaper, item_of
from dmedesk.shop.queries.company import printed_letterhead


def trial_paper(session: Session, trial_id: int, stage: Stage, *, on: date) -> TrialPaper | None:
    """The record of a stage as of a day; None where the trial is not there any more."""
    read = trial_read(session, trial_id, on=on)
    if read is None:
        return None
    member = session.get_one(Member, read.values["member_id"])
    lines = address_lines(member.address1, member.address2, member.city, member.state, member.zip)
    name = " ".join(filter(None, (member.first_name, member.last_name)))
    return TrialPaper(
        supplier=printed_letterhead(session, on=on) or Letterhead(""),
        number=read.values["trial_no"],
        stage=stage,
        member=Address(name, lines),
        facts=tuple(_facts(read, member)),
        made_on=on,
        items=tuple(item_of(tick) for tick in read.ticks if tick.criterion.stage is stage),
        citation=read.chain.citation,
    )


def _facts(read: TrialRead, member: Member) -> list[tuple[str, str]]:
    plan, begun_on = read.plan, read.values["begun_on"]
    found = [("Equipment", f"{read.values['hcpcs']} {read.chain.title}"), ("Payer", read.payer)]
    if member.birth_on:
        found.append(("Born", str(member.birth_on)))
    for word, number in (("MassHealth", member.masshealth_id), ("Medicare", member.medicare_mbi)):
        if number:
            found.append((word, number))
    if begun_on is not None and plan.ends_on is not None:
        found.append(("Trial", f"{begun_on} to {last_day(plan.ends_on)}"))
    if plan.first is not None:
        found.append(("First PA", plan.first.pa_number))
    if plan.second is not None:
        found.append(("Second PA", plan.second.pa_number))
    return found
