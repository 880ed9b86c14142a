"""What a benchmark says: what was measured, what it is compared with, and what was promised."""

import gc
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

import psutil


@dataclass
class Report:
    """Collects promises, prints each as it is known."""

    broken: list[str] = field(default_factory=list)
    count: int = 0

    @property
    def kept(self) -> bool:
        return not self.broken

    def say(self, words: str) -> None:
        """A measurement without a promise."""
        print(f"  {words}")

    def at_most(self, what: str, measured: float, limit: float, unit: str = "") -> None:
        """A promise that something stays under a limit."""
        self._promise(what, measured, limit, unit, kept=measured <= limit, word="at most")

    def at_least(self, what: str, measured: float, limit: float, unit: str = "") -> None:
        """A promise that something stays over a limit."""
        self._promise(what, measured, limit, unit, kept=measured >= limit, word="at least")

    def _promise(self, what: str, measured: float, limit: float, unit: str, *, kept: bool, word: str) -> None:
        self.count += 1
        line = f"{what}: {measured:,.2f}{unit} (promised {word} {limit:,.2f}{unit})"
        print(f"  {'kept  ' if kept else 'BROKEN'}  {line}")
        if not kept:
            self.broken.append(line)

    def verdict(self) -> str:
        if self.broken:
            return f"{len(self.broken)} of {self.count} promises broken:\n  " + "\n  ".join(self.broken)
        return f"All {self.count} promises kept."


def seconds(work: Callable[[], Any]) -> float:
    """How long it takes once."""
    gc.collect()
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def typical(work: Callable[[], Any], times: int = 5) -> float:
    """The median of several, after one to warm up."""
    work()
    return median(seconds(work) for _ in range(times))


def p95(work: Callable[[], Any], times: int = 60) -> float:
    """The time that nineteen in twenty stay under, after three to warm up."""
    for _ in range(3):
        work()
    return quantiles([seconds(work) for _ in range(times)], n=20)[-1]


@contextmanager
def peak_memory(pid: int | None = None) -> Iterator[list[float]]:
    """The most memory (megabytes, in the list's only place) that a process held while the block ran."""
    process, most, ended = psutil.Process(pid), [0.0], threading.Event()

    def watch() -> None:
        while not ended.is_set():
            try:
                most[0] = max(most[0], process.memory_info().rss / 1e6)
            except psutil.NoSuchProcess:
                return
            ended.wait(0.05)

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield most
    finally:
        ended.set()
        watching.join()
