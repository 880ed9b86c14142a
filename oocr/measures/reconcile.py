"""Published values beside ours: the same or not and, where a percentage does not come from the base printed beside it,
which base it does come from.

Nothing here knows which of them fit. Each percentage is tried on the base its paper prints, then on every base that was
counted in the same unit and holds what it is a percentage of; a rate, on every population loaded for its group.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from oocr.measures import definitions
from oocr.measures.cells import number
from oocr.measures.columns import NOT_RECORDED
from oocr.measures.engine import Figures, Group
from oocr.measures.figure import Part, Window, half_up
from oocr.measures.measure import Kind, Measure, Unit
from oocr.measures.populations import Count, ages_in_words
from oocr.measures.published import Form, Paper, Published, Reference


class Finding(StrEnum):
    """How a published value compares with ours."""

    SAME = "The same"
    DIFFERENT = "Different"
    ANOTHER_BASE = "From another base"
    CUT = "Cut, not rounded"
    NO_BASE = "From no base loaded here"


@dataclass(frozen=True)
class Compared:
    """A published value, what of ours it stands for, and what can be said of the two."""

    published: Published
    window: Window
    count: int
    finding: Finding
    sentence: str

    @property
    def ours(self) -> Reference:
        """Which of our counts."""
        return self.published.ours


@dataclass(frozen=True)
class Comparison:
    """A published table beside ours."""

    paper: Paper
    values: tuple[Compared, ...]


@dataclass(frozen=True)
class Base:
    """Something a percentage or a rate could be out of."""

    label: str
    value: int

    def __str__(self) -> str:
        return f"{self.value:,} {self.label}"


def compare(paper: Paper, figures: Figures, residents: Sequence[Count]) -> Comparison:
    """Each value of a paper beside ours."""
    return Comparison(
        paper, tuple(_compare(value, paper.window, figures, residents) for value in paper.values)
    )


def _compare(value: Published, window: Window, figures: Figures, residents: Sequence[Count]) -> Compared:
    count = value.ours.count(figures, window)
    match value.form:
        case Form.COUNT:
            finding, sentence = _of_count(value, count)
        case Form.CHANGE:
            finding, sentence = _of_change(value, count, value.ours.count(figures, window.year_before))
        case _ if not count:
            finding, sentence = Finding.NO_BASE, "We count none of them: there is nothing to take a part of."
        case _:
            printed = _printed_base(value, window, figures)
            others = list(_other_bases(value, window, figures, residents))
            finding, sentence = Trial(
                value, count, printed, others, _neighbours(value, window, figures)
            ).outcome()
    return Compared(value, window, count, finding, sentence)


def _of_count(value: Published, count: int) -> tuple[Finding, str]:
    difference = count - int(value.value)
    if not difference:
        return Finding.SAME, f"We count {count:,} too."
    return (
        Finding.DIFFERENT,
        f"We count {count:,}: {abs(difference):,} {'more' if difference > 0 else 'fewer'}.",
    )


def _of_change(value: Published, now: int, before: int) -> tuple[Finding, str]:
    if not before:
        return Finding.NO_BASE, "We count none in the year before: there is nothing to compare with."
    change = Decimal(now - before) * 100 / Decimal(before)
    same = half_up(change, value.places) == value.value
    said = f"From {before:,} to {now:,} is {number(half_up(change, 1))}%."
    return (Finding.SAME if same else Finding.DIFFERENT), said


@dataclass(frozen=True)
class Trial:
    """A printed percentage or rate, the count it is of, and the bases it is tried on."""

    published: Published
    count: int
    printed: Base | None
    others: Sequence[Base]
    neighbours: Sequence[str] = ()  # other rows of ours that show the same value

    def outcome(self) -> tuple[Finding, str]:
        """What was found, in a sentence."""
        if self.printed is not None and self._gives(self.printed):
            return Finding.SAME, f"{self._sum(self.printed)}: {self.printed.label}."
        against = (
            "" if self.printed is None else f" Against the {self.printed} it is {self._part(self.printed)}."
        )
        if fitting := [base for base in self.others if self._gives(base)]:
            found = "; or ".join(f"the {base}: {self._sum(base)}" for base in fitting)
            return Finding.ANOTHER_BASE, f"It comes from {found}.{against}"
        for base in (*filter(None, [self.printed]), *self.others):
            if self._cut(base) == self.published.value:
                return Finding.CUT, (
                    f"On the {base} it is {self._part(base, more=2)}: cut short to {self._printed_words}, "
                    f"where rounding gives {self._part(base)}."
                )
        tried = "".join(f" On the {base} it is {self._part(base)}." for base in self.others)
        rows = "".join(f" It is what we have for another row, {row}." for row in self.neighbours)
        return Finding.NO_BASE, f"No base loaded here gives it: {self._implied()}.{against}{tried}{rows}"

    def _implied(self) -> str:
        """The base it would take, and how far either side of it would still be printed so."""
        value, half = self.published.value, Decimal(1).scaleb(-self.published.places) / 2
        whole = Decimal(self.count) * self.published.times
        said = f"{self.count:,} would be {self._printed_words} of"
        low = int(half_up(whole / (value + half), 0))
        if value <= half:
            return f"{said} {low:,} or more"
        likely, high = (int(half_up(whole / shown, 0)) for shown in (value, value - half))
        return f"{said} about {likely:,} (between {low:,} and {high:,})"

    def _exact(self, base: Base) -> Decimal:
        return Decimal(self.count) * self.published.times / Decimal(base.value)

    def _gives(self, base: Base) -> bool:
        return half_up(self._exact(base), self.published.places) == self.published.value

    def _cut(self, base: Base) -> Decimal:
        return self._exact(base).quantize(Decimal(1).scaleb(-self.published.places), rounding=ROUND_DOWN)

    def _part(self, base: Base, more: int = 0) -> str:
        return self._words(half_up(self._exact(base), self.published.places + more))

    def _sum(self, base: Base) -> str:
        return f"{self.count:,} of {base.value:,} is {self._part(base)}"

    @property
    def _printed_words(self) -> str:
        return self._words(self.published.value)

    def _words(self, value: Decimal) -> str:
        return f"{number(value)} per 1,000" if self.published.form is Form.RATE else f"{number(value)}%"


def _printed_base(value: Published, window: Window, figures: Figures) -> Base | None:
    """The base the paper prints beside it; None when it prints none, or when we count nothing there."""
    if value.base_printed is not None:
        return Base("residents, the paper's own estimate", value.base_printed)
    if value.base is None:
        return None
    found = value.base.count(figures, window)
    return Base(_label(value.base.measure, value.base.group), found) if found else None


def _other_bases(
    value: Published, window: Window, figures: Figures, residents: Sequence[Count]
) -> Iterator[Base]:
    """Every other base that could be meant, each number once."""
    if value.form is Form.RATE:
        bases = _populations(residents, value.residents)
    else:
        bases = _counted(figures, window, value.ours.measure.unit, value.ours.group)
    printed = _printed_base(value, window, figures)
    count = value.ours.count(figures, window)
    seen = {printed.value if printed else 0}
    for base in bases:
        if base.value not in seen and base.value >= count:
            seen.add(base.value)
            yield base


def _neighbours(value: Published, window: Window, figures: Figures) -> list[str]:
    """The other groups whose share is what was printed: a row may have been read for the one next to it."""
    measure, group = value.ours.measure, value.ours.group
    if value.form is not Form.PERCENT or measure.kind is not Kind.SHARE:
        return []
    names = [name for name, _ in group]
    rows = []
    for id_, held, (numerator, *_) in figures.found(window):
        if id_ == measure.id and held != group and [name for name, _ in held] == names:
            whole = figures.count(measure, window, Part.DENOMINATOR)
            share = half_up(Decimal(numerator) * 100 / Decimal(whole), value.places)
            if share == value.value:
                labels = ", ".join(measure.over[name].label(held_value) for name, held_value in held)
                rows.append(f"{labels}: {numerator:,} of {whole:,} is {number(share)}%")
    return sorted(rows)


def _populations(residents: Sequence[Count], group: str) -> Iterator[Base]:
    """The loaded tables that count this group of any ages, each summed over the area."""
    of_group = [c for c in residents if c.ethnicity_group == group and c.sex == "all"]
    for table, ages in dict.fromkeys((c.table, c.ages) for c in of_group):
        whole = sum(c.residents for c in of_group if (c.table, c.ages) == (table, ages))
        yield Base(f"residents of {table} ({ages_in_words(ages)})", whole)


def _counted(figures: Figures, window: Window, unit: Unit, group: Group) -> Iterator[Base]:
    """Every count of the same unit whose group holds this one; and how many there are whose group is recorded."""
    found = {(definitions.BY_ID[id_], held): counts for id_, held, counts in figures.found(window)}
    whole = {(m, held): counts for (m, held), counts in found.items() if m.unit is unit and _adds_up(m, held)}
    for (measure, held), (numerator, denominator, *_) in whole.items():
        if set(held) <= set(group) and not (measure.kind is Kind.SHARE and held):
            part = Part.NUMERATOR if measure.kind is Kind.COUNT else Part.DENOMINATOR
            yield Base(_label(measure, held), numerator if part is Part.NUMERATOR else denominator)
    for (measure, held), (unrecorded, *_) in whole.items():
        if (
            measure.kind is Kind.SHARE
            and len(held) == 1
            and held[0][1] == NOT_RECORDED
            and held[0][0] in dict(group)
        ):
            recorded = whole[measure, ()][1] - unrecorded
            yield Base(f"{measure.base} whose {held[0][0].partition('_')[0]} is recorded", recorded)


def _adds_up(measure: Measure, held: Group) -> bool:
    return measure.kind is not Kind.RATE and set(measure.always_by) <= {name for name, _ in held}


def _label(measure: Measure, group: Group) -> str:
    labels = ", ".join(measure.over[name].label(value).lower() for name, value in group)
    return f"{measure.base} ({labels})" if labels and measure.kind is not Kind.SHARE else measure.base
