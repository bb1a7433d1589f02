"""That a stored paper was printed, as plain values, and the door through which a page counts it."""

from typing import Any, Protocol


class PrintDoor(Protocol):
    """Counts how often each paper was printed; the first argument is what the database's door
    opens. A paper is known by its kind (``invoice``) and its own number.
    """

    def count(self, session: Any, *, kind: str, number: str) -> int:
        """How often it was printed before."""
        ...

    def record(self, work: Any, *, kind: str, number: str, printer: str) -> int:
        """Write down that it was printed; answers which copy that was, the first being 1."""
        ...


class _NoPrints:
    """The door of a workplace that counts none."""

    def count(self, _session: Any, *, kind: str, number: str) -> int:
        """Never before, as far as is known."""
        del kind, number
        return 0

    def record(self, _work: Any, *, kind: str, number: str, printer: str) -> int:
        """It is not written down."""
        del kind, number, printer
        return 1


NO_PRINTS: PrintDoor = _NoPrints()


def job_name(number: str, copy: int) -> str:
    """How a print job is called: the paper itself has the same bytes every time."""
    return number if copy <= 1 else f"{number} (copy {copy})"
