"""What a limit that was turned on holds, of what is billed: facts are handed over by whoever bills.

Only one that stops holds; one that warns is shown before delivery, and by the scrub.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dmedesk.papers.rules.holds import Hold, HoldCode
from dmedesk.papers.rules.limits import AllReceived, Asked, LimitFact, Verdict, judge_limits


@dataclass(frozen=True, slots=True)
class LimitsFact:
    """The limits that were turned on, by payer, and what the members received.

    Without a limit nothing of the rest decides anything.
    """

    limits: Mapping[int, Sequence[LimitFact]] = field(default_factory=dict)
    received: AllReceived = field(default_factory=AllReceived)

    def holds(self, *, payer_id: int, regime: str, member_id: int, asked: Asked) -> list[Hold]:
        """The hold of a line whose thing came too early, or was too much; none, or one."""
        judged = self.verdicts(payer_id=payer_id, regime=regime, member_id=member_id, asked=asked)
        for verdict in judged:
            if verdict.stops:
                return [Hold(HoldCode.FREQUENCY_LIMIT, f"{verdict.said}. {verdict.remedy}")]
        return []

    def verdicts(
        self, *, payer_id: int, regime: str, member_id: int, asked: Asked
    ) -> list[Verdict]:
        """How a line stands to each limit of its payer that is about it.

        How long a supply lasts is told by its receipt, where it is not asked with it.
        """
        limits = self.limits.get(payer_id)
        if not limits:
            return []
        received = self.received.of(member_id, asked.hcpcs)
        own = [one.days for one in received.receipts if one.received_on == asked.day and one.days]
        asked = asked if asked.days or not own else asked._replace(days=own[-1])
        return judge_limits(limits, received, asked, regime=regime)


NO_LIMITS = LimitsFact()
"""A shop that turned none on."""
