"""322.03(4): purchase and rental of respiratory therapy devices.

(a) Purchase: the lower of the usual and customary charge and the schedule.
(b) Rental, with monthly cleaning and check, accessories, back-up and instruction: the lower of the
usual rental fees and terms and the schedule; in a nursing facility 90% of the schedule.

Purchases know no 90%, and a ventilator is a respiratory device throughout.
"""

from dmedesk.rates.answer import Candidate
from dmedesk.rates.derivation import Derivation
from dmedesk.rates.law import MassHealthLaw

HOME = "101 CMR 322.03(4)(b)2"
FACILITY = "101 CMR 322.03(4)(b)3"


def in_facility(derivation: Derivation[MassHealthLaw], schedule: Candidate) -> Candidate:
    """(b)3: 90% of the schedule side, whatever it rests on."""
    percentage = derivation.law.nursing_facility_percentage
    fee = schedule.cents if schedule.unrounded is None else schedule.unrounded
    cents = derivation.percent("s04.facility", percentage, fee)
    return Candidate(cents, schedule.basis, (*schedule.citations, FACILITY))
