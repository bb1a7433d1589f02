"""Which units of the stock are comparable to the one under repair, and why.

101 CMR 322.03(14)(a) asks for a comparable substitute and does not say what is comparable. The
order here is ours: the same model; the same code; then the same family of equipment with size,
weight capacity and features that are known and as good. A person decides; the reason is kept.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dmedesk.repairs.rules.words import Likeness


@dataclass(frozen=True, slots=True)
class Model:
    """A model as it is compared. ``capacity_pounds`` is the heaviest person that it bears."""

    product_id: int | None
    hcpcs: str
    family: str = ""
    size: str = ""
    capacity_pounds: int | None = None
    features: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a model compares: ``reasons`` for it, ``doubts`` that a person has to settle."""

    likeness: Likeness
    reasons: tuple[str, ...]
    doubts: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """Why it is comparable, in one sentence that is kept."""
        doubts = f"; not known: {', '.join(self.doubts)}" if self.doubts else ""
        return ", ".join(self.reasons) + doubts


def compare(wanted: Model, offered: Model) -> Comparison | None:
    """How an offered model is comparable; None where it is not: too small, too weak, lacking."""
    if wanted.product_id is not None and wanted.product_id == offered.product_id:
        return Comparison(Likeness.SAME_MODEL, ("the same model",))
    if _falls_short(wanted, offered):
        return None
    reasons, doubts = tuple(_reasons(wanted, offered)), tuple(_doubts(wanted, offered))
    if wanted.hcpcs and wanted.hcpcs == offered.hcpcs:
        return Comparison(Likeness.SAME_CODE, (f"the same code {wanted.hcpcs}", *reasons), doubts)
    is_alike = bool(wanted.family) and wanted.family == offered.family
    if is_alike and not doubts and reasons:
        return Comparison(Likeness.BY_TRAITS, (f"code {offered.hcpcs}", *reasons))
    return None


def _falls_short(wanted: Model, offered: Model) -> bool:
    is_weaker = (
        wanted.capacity_pounds is not None
        and offered.capacity_pounds is not None
        and offered.capacity_pounds < wanted.capacity_pounds
    )
    is_other_size = bool(
        wanted.size and offered.size and wanted.size.casefold() != offered.size.casefold()
    )
    lacks = bool(offered.features) and not wanted.features <= offered.features
    return is_weaker or is_other_size or lacks


def _reasons(wanted: Model, offered: Model) -> Iterator[str]:
    if wanted.size and offered.size:
        yield f"size {offered.size}"
    if wanted.capacity_pounds is not None and offered.capacity_pounds is not None:
        yield f"bears {offered.capacity_pounds} lb of {wanted.capacity_pounds} lb"
    if wanted.features and offered.features:
        yield f"has {', '.join(sorted(wanted.features))}"


def _doubts(wanted: Model, offered: Model) -> Iterator[str]:
    if not wanted.size or not offered.size:
        yield "size"
    if wanted.capacity_pounds is None or offered.capacity_pounds is None:
        yield "weight capacity"
    if wanted.features and not offered.features:
        yield "features"


def features_of(text: str | None) -> frozenset[str]:
    """Features as they are typed, between commas, in the form that is compared."""
    parts = (one.strip().casefold() for one in (text or "").split(","))
    return frozenset(one for one in parts if one)


def closest_first(found: Iterable[tuple[str, Comparison]]) -> list[tuple[str, Comparison]]:
    """Pairs of a serial and its comparison: the closest on top, fewest doubts, then by serial."""
    order = list(Likeness)
    return sorted(found, key=lambda one: (order.index(one[1].likeness), len(one[1].doubts), one[0]))
