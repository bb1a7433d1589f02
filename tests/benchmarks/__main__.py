"""``make bench``: what DMEDesk costs beside the bare work, as ratios within one run."""

import sys

from tests.benchmarks import (
    binder,
    lists,
    month,
    month_window,
    papers,
    payments,
    recalls,
    rent,
    search,
    stream,
)


def main() -> int:
    """Runs every benchmark; answers 1 where one is beyond its limit."""
    money = (rent, month, month_window, payments)
    benchmarks = (*money, papers, binder, lists, recalls, search, stream)
    beyond = [benchmark.main() for benchmark in benchmarks]
    return int(any(beyond))


if __name__ == "__main__":
    sys.exit(main())
