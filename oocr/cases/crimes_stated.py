"""From the crimes of a case to the facts that policy asks about them. Pure, and never a guess.

What a crime records is read from it. What the offence itself says (it is robbery, it is sexual) is read from its
group and code where these are sure; where they are not, the task list asks. Yes of any crime is yes of the case; no
takes a no of every crime. Sources: the Home Office offence list; the order of 2015 on simple cautions (domain 2.4).
"""

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from oocr.cases.vocabulary import NOT_RECORDED, DrugClass, HateStrand, OffenceClass, Weapon, YesNo

Marks = dict[str, bool]

_GRAVEST = (OffenceClass.INDICTABLE_ONLY, OffenceClass.EITHER_WAY, OffenceClass.SUMMARY)
_SEXUAL, _ROBBERY, _WEAPONS = "Sexual offences", "Robbery", "Possession of weapons offences"
_VIOLENCE, _DRUGS, _ORDER, _SOCIETY = (
    "Violence against the person",
    "Drug offences",
    "Public order offences",
    "Miscellaneous crimes against society",
)
# Groups whose offences are never one of the kinds asked about, but for those that stand in the tables below.
_PLAIN = {"Theft offences", "Criminal damage and arson", "Burglary", "Robbery", "Fraud offences"}
_STALKING_OR_HARASSMENT = {"195/94", "195/12", "008/65", "066/39"}
_NEITHER_STALKING_NOR_HARASSMENT = {
    "105/01", "008/06", "008/01", "005/01", "008/57", "008/73", "104/23", "008/77", "008/72", "008/71", "003/01",
    "011/03", "008/21", "008/67",
}  # fmt: skip
_CHILD_CRUELTY = {"011/03"}
_BLADE_OR_WEAPON = {"008/26", "008/27", "008/11"}
_FIREARM = {"081/03"}
_POSSESSING_DRUGS = {"092/60", "092/50", "092/54", "092/51", "092/53", "092/61", "092/68", "092/81", "193/05"}
_SUPPLYING_CLASS_A = {"092/70"}


def offence_says(code: str, group: str, offence_class: str) -> Marks:
    """What kind of offence it is, as far as its code and group leave no doubt."""
    listed = code in _NEITHER_STALKING_NOR_HARASSMENT | _STALKING_OR_HARASSMENT
    marks = {
        "sexual_offence": group == _SEXUAL,
        "robbery": group == _ROBBERY,
        "blade_or_offensive_weapon": code in _BLADE_OR_WEAPON,
        "stalking_or_harassment": code in _STALKING_OR_HARASSMENT,
        "child_cruelty": code in _CHILD_CRUELTY,
        "specified_either_way": code in _CHILD_CRUELTY | _BLADE_OR_WEAPON | _SUPPLYING_CLASS_A,
    }
    unsure: set[str] = set()
    if group == _WEAPONS and code not in _BLADE_OR_WEAPON | _FIREARM:
        unsure |= {"blade_or_offensive_weapon", "specified_either_way"}
    if group == _VIOLENCE and not listed:
        unsure |= {
            "stalking_or_harassment",
            "child_cruelty",
            "blade_or_offensive_weapon",
            "specified_either_way",
        }
    if group in (_SEXUAL, _SOCIETY) or code in _FIREARM:
        unsure.add("specified_either_way")
    if group == _DRUGS and code not in _POSSESSING_DRUGS | _SUPPLYING_CLASS_A:
        unsure.add("specified_either_way")
    if group not in _PLAIN | {_SEXUAL, _WEAPONS, _VIOLENCE, _DRUGS, _ORDER, _SOCIETY}:
        unsure |= set(marks)
    if offence_class in (OffenceClass.SUMMARY, OffenceClass.INDICTABLE_ONLY):
        marks["specified_either_way"] = False
        unsure.discard("specified_either_way")
    return {name: value for name, value in marks.items() if name not in unsure}


def crime_facts(crimes: Sequence[Any], on: date) -> dict[str, bool | int | str]:
    """The facts of the crimes of one case on a day; each crime has its `offence` with it."""
    if not crimes:
        return {}
    said = [offence_says(c.offence.code, c.offence.group, c.offence.offence_class) for c in crimes]
    names = {name for marks in said for name in marks}
    facts: dict[str, bool | int | str | None] = {
        "offence_class": next(grave for grave in _GRAVEST if any(c.offence.offence_class == grave for c in crimes)).value,
        "summary_only_offence": any(c.offence.offence_class == OffenceClass.SUMMARY for c in crimes),
        "domestic_abuse": any_of(_answered(c.domestic_abuse) for c in crimes),
        "emergency_worker_victim": any_of(_answered(c.emergency_worker) for c in crimes),
        "weapon": any_of(_recorded(c.weapon, lambda found: found != Weapon.NONE) for c in crimes),
        "class_a_drug": any_of(_recorded(c.drug_class, lambda found: found == DrugClass.A) for c in crimes),
        "hate_strand": _strand([c.hate_strand for c in crimes]),
        "days_to_prosecution_limit": _days_left(crimes, on),
        **{name: any_of(marks.get(name) for marks in said) for name in names},
    }  # fmt: skip
    return {name: value for name, value in facts.items() if value is not None}


def any_of(answers: Any) -> bool | None:
    """Yes if any is yes; no if all are no; otherwise not known."""
    known = list(answers)
    if any(answer is True for answer in known):
        return True
    return False if all(answer is False for answer in known) else None


def _answered(word: str) -> bool | None:
    return None if word == NOT_RECORDED else word == YesNo.YES


def _recorded(word: str, is_it: Callable[[str], bool]) -> bool | None:
    return None if word == NOT_RECORDED else is_it(word)


def _strand(strands: Sequence[str]) -> str | None:
    for strand in strands:
        if strand not in (HateStrand.NONE, NOT_RECORDED):
            return str(strand)
    return str(HateStrand.NONE) if NOT_RECORDED not in strands else None


def _days_left(crimes: Sequence[Any], on: date) -> int | None:
    """Days until the first of the summary-only offences can no longer be charged: six months after it was committed."""
    summary = [c for c in crimes if c.offence.offence_class == OffenceClass.SUMMARY]
    if not summary or any(c.committed_from is None for c in summary):
        return None
    return min((months_after(c.committed_from, 6) - on).days for c in summary)


def months_after(day: date, months: int) -> date:
    """The same day of a later (or, below nothing, an earlier) month; its last day when it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
