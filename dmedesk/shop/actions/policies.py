"""Says what the shop chose, from a day on."""

from collections.abc import Mapping, Sequence
from datetime import date
from operator import itemgetter

from dmedesk.kit.errors import Refused
from dmedesk.kit.stored import Values
from dmedesk.shop.rules.policies import policy_findings
from dmedesk.shop.tables import Policy
from dmedesk.store.unit_of_work import UnitOfWork


def say_policy(
    work: UnitOfWork,
    *,
    key: str,
    value: str,
    from_on: date,
    why: str,
    regime: str = "",
    payer_code: str = "",
) -> None:
    """Choose something from a day on; an empty ``value`` takes a choice back from that day.

    What is posted keeps what it rests on. Raises ``Refused`` with everything that is wrong.
    """
    findings = list(policy_findings(key, value, regime=regime, payer_code=payer_code, why=why))
    if findings:
        raise Refused(findings)
    work.session.add(
        Policy(
            key=key,
            regime=regime,
            payer_code=payer_code,
            from_on=from_on,
            value=value,
            why=" ".join(why.split()),
            said_by=work.actor,
            said_at=work.now,
        )
    )
    work.session.flush()


def take_policies(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter policies in the order in which they were said, as ``policies.csv`` has them.

    Whoever calls has seen to it that none of them changes one that was said here.
    """
    if changed:
        raise ValueError("policies are appended, never changed")
    rows = [
        {
            "key": values["policy"],
            "regime": values["regime"] or "",
            "payer_code": values["payer_code"] or "",
            "from_on": values["from_on"],
            "value": values["value"] or "",
            "why": values["why"],
            "said_by": values["said_by"],
            "said_at": values["said_at"],
        }
        for values in sorted(added, key=itemgetter("said_at"))
    ]
    if rows:
        work.append(Policy, rows)
