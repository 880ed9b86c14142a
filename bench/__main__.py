"""`make bench`: run every benchmark, or the one named, and say which promises were kept."""

import os
import platform
import sys
from importlib import import_module
from pathlib import Path

from bench.report import Report


def main(only: list[str]) -> int:
    """Run each benchmark in turn. Ends with 1 when a promise was not kept."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oocr.config.settings")
    names = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    wanted = [name for name in names if not only or name.removeprefix("bench_") in only]
    if not wanted:
        print(
            f"There is no such benchmark. There are: {', '.join(n.removeprefix('bench_') for n in names) or 'none'}."
        )
        return 2
    report = Report()
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors\n")
    for name in wanted:
        module = import_module(f"bench.{name}")
        print(f"{name.removeprefix('bench_')}: {(module.__doc__ or '').strip().splitlines()[0]}")
        module.run(report)
        print()
    print(report.verdict())
    return 0 if report.kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
