"""A million questions through ``dmedesk price``: its memory must not grow with them."""

import json
import subprocess
import sys
import threading
import time
from pathlib import Path

QUESTIONS = 1_000_000
EARLY = 50_000
LIMIT_KIB = 2_048
"""What the process may grow between the early questions and the last, for noise of the heap."""


def questions(count: int) -> bytes:
    """Lines of every kind, each with another number."""
    lines = []
    for number in range(count):
        asked = {
            "id": f"Q{number}",
            "on": "2026-10-04",
            "service": "rental",
            "payment_class": ("capped", "inexpensive")[number % 2],
            "rental_month": number % 12 + 1,
            "usual_charge": "120.00",
            "rows": [{"modifiers": ["NU"], "fee": f"{100 + number % 900}.{number % 100:02}"}],
        }
        lines.append(json.dumps(asked))
    return ("\n".join(lines) + "\n").encode()


def peak_kib(process: "subprocess.Popen[bytes]") -> int:
    """The most memory that the process has held so far, in KiB."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1])


def main() -> int:
    """Prints the memory early and late; answers 1 where it grew."""
    if not Path("/proc/self/status").exists():
        print("stream of questions      not measured: this system tells no process's memory")
        return 0
    part = questions(EARLY)
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "dmedesk", "price"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    asked, answered = process.stdin, process.stdout

    def ask() -> None:
        for _ in range(QUESTIONS // EARLY):
            asked.write(part)
        asked.close()

    asking = threading.Thread(target=ask)
    asking.start()
    early = late = count = 0
    for _ in answered:
        count += 1
        if count == EARLY:
            early = peak_kib(process)
        elif count == QUESTIONS:
            late = peak_kib(process)
    asking.join()
    answered.close()
    status = process.wait()
    spent = time.monotonic() - begun
    print(
        f"stream of questions      {count} answered, exit {status}, {early} KiB after {EARLY}, "
        f"{late} KiB after all ({count / spent:.0f} a second)"
    )
    return int(status != 0 or count != QUESTIONS or late - early > LIMIT_KIB)
