"""What billing shows on today's board of the month's scrub: findings by grade, with their money."""

from collections.abc import Iterator

from dmedesk.billing.rules.plan import MonthPlan
from dmedesk.billing.rules.scrub import Scrubbed
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import ListLink, State, Tile
from dmedesk.papers.rules.scrub_law import Grade

_RANK = 16
_TOLD = {
    Grade.STOP: ("Scrub: should not be billed", State.STOPPED),
    Grade.WARN: ("Scrub: to look at", State.WAITING),
}


def scrub_tiles(plan: MonthPlan, findings: Scrubbed) -> Iterator[Tile]:
    """What the rules of the scrub found on lines besides the holds, and nobody went on over."""
    for place, (grade, (title, state)) in enumerate(_TOLD.items()):
        found = [
            one
            for one in findings
            if one.grade is grade and one.kind and not one.is_hold and not one.why
        ]
        if found:
            lines = {(one.kind, one.number, one.from_on): one.cents for one in found}
            yield Tile(
                key=f"scrub_{grade.value}",
                title=title,
                count=len(found),
                state=state,
                opens=ListLink(
                    "scrub", Ask(grade.value, (Filter("month_on", Match.IS, plan.month_on),))
                ),
                about="Each says its clause, and where it is mended",
                cents=sum(lines.values()),
                rank=_RANK + place,
            )
