"""Where one is on the desk, and the way back and forward, as in a browser."""

from dataclasses import dataclass

from dmedesk.kit.references import RecordRef

MOST_PLACES = 200


@dataclass(frozen=True, slots=True)
class Place:
    """A page of an area by its key, or, where there is a ``ref``, a record in its tab."""

    page: str = ""
    ref: RecordRef | None = None


class Way:
    """The places one came through. Going somewhere else after going back forgets what lay ahead."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    def visit(self, place: Place) -> None:
        """One is there now; staying is no step."""
        if self._at >= 0 and self._places[self._at] == place:
            return
        del self._places[self._at + 1 :]
        self._places.append(place)
        del self._places[:-MOST_PLACES]
        self._at = len(self._places) - 1

    def back(self) -> Place | None:
        """One step back; None at the beginning."""
        return self._step(-1)

    def forward(self) -> Place | None:
        """One step forward; None at the end."""
        return self._step(1)

    def can_go(self, step: int) -> bool:
        """Whether there is a place that many steps on (negative: back)."""
        return 0 <= self._at + step < len(self._places)

    def became(self, before: RecordRef, now: RecordRef) -> None:
        """A new record was saved and has its id now."""
        self._places = [Place(ref=now) if one.ref == before else one for one in self._places]

    def _step(self, step: int) -> Place | None:
        if not self.can_go(step):
            return None
        self._at += step
        return self._places[self._at]
