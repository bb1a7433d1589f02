"""322.03(3): rental of oxygen delivery systems.

(a) The month includes contents, device, accessories, maintenance, delivery with 24-hour service,
back-up and instruction.
(b) Payment is the lower of the usual and customary charge and the schedule.
(c) In a nursing facility, the lower of the charge and 90% of the schedule.

The 90% stand on the schedule; the charge is compared afterwards.
"""

from dmedesk.rates.answer import Candidate
from dmedesk.rates.derivation import Derivation
from dmedesk.rates.law import MassHealthLaw

HOME = "101 CMR 322.03(3)(b)"
FACILITY = "101 CMR 322.03(3)(c)"


def in_facility(derivation: Derivation[MassHealthLaw], schedule: Candidate) -> Candidate:
    """(c)2: 90% of the schedule side, whatever it rests on."""
    percentage = derivation.law.nursing_facility_percentage
    fee = schedule.cents if schedule.unrounded is None else schedule.unrounded
    cents = derivation.percent("s03.facility", percentage, fee)
    return Candidate(cents, schedule.basis, (*schedule.citations, FACILITY))
