"""Make the demonstration area: `python -m demo.generate --out FOLDER`.

    python -m demo.generate --out FOLDER                          the full area, as published
    python -m demo.generate --out FOLDER --crimes-per-year N      the same people, with fewer or more crimes around them
    python -m demo.generate --out FOLDER --small                  about a fiftieth of it, in under a second
    python -m demo.generate --out FOLDER --big 1000000            that many crimes with codes, for benchmarks

The same arguments write the same bytes.
"""

import argparse
import time
from pathlib import Path

from demo import (
    bulk,
    cohort,
    conditions,
    crimes,
    custody,
    later,
    live,
    plan,
    referrals,
    stages,
    victims,
    write,
    youth,
)
from demo.casework import Casework
from demo.plan import Plan
from demo.records import Area, stream

SEED = 2025


def make(counts: Plan, seed: int = SEED) -> Area:
    """The area in memory. Each part draws from a stream of its own, in this order."""
    area = Area()
    cohort.build(area, counts, stream(seed, "cohort"))
    referrals.allot(area, counts, stream(seed, "allot"))
    Casework(area, counts, stream(seed, "casework")).build()
    conditions.build(area, counts, stream(seed, "conditions"))
    referrals.make(area, stream(seed, "referrals"))
    later.build(area, counts, stream(seed, "later"))
    custody.build(area, counts, stream(seed, "custody"))
    cohort.forget(area, stream(seed, "forget"))
    youth.build(area, counts, stream(seed, "youth"))
    victims.build(area, stream(seed, "victims"))
    stages.settle(area, stream(seed, "stages"))
    live.build(area, counts, stream(seed, "live"))
    referrals.leave_work(area)
    crimes.fill(area, counts, stream(seed, "crimes"))
    write.number(area)
    return area


def write_full(folder: Path | str, crimes_per_year: int = 100_000, seed: int = SEED) -> None:
    """Write the full area, whose totals are the published ones."""
    write.folder(make(plan.full(crimes_per_year), seed), Path(folder))


def write_small(folder: Path | str, seed: int = SEED) -> None:
    """Write a small area, about a fiftieth: whole and consistent, with every stage, for tests."""
    write.folder(make(plan.SMALL, seed), Path(folder))


def write_crimes(folder: Path | str, crimes: int = 1_000_000, cases: int = 0, seed: int = SEED) -> None:
    """Write a big extract for benchmarks, a row at a time: crimes with codes, and so many cases with people."""
    bulk.write(Path(folder), crimes, cases, stream(seed, "bulk"))


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(
        prog="python -m demo.generate", description="Write the demonstration area."
    )
    parser.add_argument(
        "--out", type=Path, required=True, help="the folder to write to; made if it is not there"
    )
    parser.add_argument(
        "--crimes-per-year", type=int, default=100_000, help="100,000 unless said; at least 20,000"
    )
    parser.add_argument(
        "--seed", type=int, default=SEED, help="another number makes other people, with the same totals"
    )
    parser.add_argument("--small", action="store_true", help="about a fiftieth of it, for tests")
    parser.add_argument(
        "--big", type=int, default=0, metavar="CRIMES", help="only crimes and codes, for benchmarks"
    )
    parser.add_argument("--cases", type=int, default=0, help="with --big: so many cases as well")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    if options.big:
        write_crimes(options.out, options.big, options.cases, options.seed)
    elif options.small:
        write_small(options.out, options.seed)
    else:
        write_full(options.out, options.crimes_per_year, options.seed)
    print(f"Wrote the demonstration extract to {options.out} in {time.monotonic() - started:.1f} seconds.")


if __name__ == "__main__":
    main()
