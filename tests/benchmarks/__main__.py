"""``make bench``: what DMEDesk costs beside the bare work, as ratios within one run."""

import sys

from tests.benchmarks import lists, month, month_window, papers, rent, stream


def main() -> int:
    """Runs every benchmark; answers 1 where one is beyond its limit."""
    beyond = [benchmark.main() for benchmark in (rent, month, month_window, papers, lists, stream)]
    return int(any(beyond))


if __name__ == "__main__":
    sys.exit(main())
