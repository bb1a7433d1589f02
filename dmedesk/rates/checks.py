"""What makes a question itself faulty (``bad_request``), beyond the form of its single values."""

from collections.abc import Iterator

from dmedesk.rates.derivation import OXYGEN_AND_RESPIRATORY
from dmedesk.rates.law import default_readings
from dmedesk.rates.ma_101_cmr_322 import s17_acquisition_cost
from dmedesk.rates.question import Family, PaymentClass, Request

SERVICES_WITH_UNITS = ("purchase", "rental", "infusion_day", "pharmacy_item", "acquisition_cost")
SERVICES_WITH_CLASS = ("rental", "purchase_option", "substitute")


def faults(request: Request, payment_class: PaymentClass | None, family: Family) -> list[str]:
    """Every fault, in words; ``payment_class`` and ``family`` as they are after the rate book."""
    found = []
    service = request.service
    if payment_class is None and service in SERVICES_WITH_CLASS:
        found.append(
            f"{service} needs payment_class: give it, or import the fee row that says how "
            f"{request.hcpcs or 'this code'} is paid"
        )
    if request.units != 1 and service not in SERVICES_WITH_UNITS:
        found.append(f"units above 1 do not go with {service}")
    if request.new_code and request.rows:
        found.append("new_code is priced by medicare_rows: rows must be absent or empty")
    if request.acquisition is not None:
        found.extend(_faults_of_cost(request))
    if service == "direct_service" and request.hours is None:
        found.append("direct_service needs hours")
    if service == "substitute":
        found.extend(_faults_of_substitute(request, family))
    return found


def _faults_of_cost(request: Request) -> Iterator[str]:
    assert request.acquisition is not None
    if request.adjusted_acquisition_cost is not None:
        yield "give adjusted_acquisition_cost or acquisition, not both"
    yield from s17_acquisition_cost.faults(request.acquisition)


def _faults_of_substitute(request: Request, family: Family) -> Iterator[str]:
    if request.owned_by_member is None:
        yield "substitute needs owned_by_member"
    if not request.owned_by_member or request.substitute_already_paid:
        return
    if not _is_by_the_day(request, family):
        return
    if request.removed_on is None:
        yield "a substitute that is paid by the day needs removed_on"
    elif request.returned_on is not None and request.returned_on < request.removed_on:
        yield "returned_on is before removed_on"


def _is_by_the_day(request: Request, family: Family) -> bool:
    chosen = request.readings.get("oxygen_substitute")
    if chosen is None:
        chosen = default_readings(request.regime)["oxygen_substitute"]
    return family in OXYGEN_AND_RESPIRATORY and chosen == "daily_thirtieth"
