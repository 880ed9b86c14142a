"""What is recorded of a victim, as people read it: one sentence or two for each row."""

from collections.abc import Callable
from typing import Any, NamedTuple

from oocr.cases.force_settings import VictimNumbers
from oocr.cases.victim_queries import VictimOfCase
from oocr.cases.victim_vocabulary import (
    ANSWERS,
    CHANNELS,
    CHOICES,
    OPINIONS,
    RESULTS,
    RIGHTS,
    TOLD_ABOUT,
)
from oocr.ui.formats import day, moment, number, plural


class Question(NamedTuple):
    """Something recorded of victims: its label on a card, its page's heading, and what is said above the form.

    A name in braces in what is said stands for a number that the force has chosen.
    """

    label: str
    heading: str
    means: str


QUESTIONS: dict[str, Question] = {
    "attempt": Question(
        "Attempts to reach them",
        "Record an attempt to reach the victim",
        "Every attempt counts. After {attempts_needed} that come to nothing, the victim counts as one who cannot be reached.",
    ),
    "views": Question(
        "Views",
        "Record the victim’s views",
        "What they think of a resolution out of court. It is weighed with everything else: it is not a veto.",
    ),
    "remedy": Question(
        "Community Remedy list",
        "Record whether the Community Remedy list was offered",
        "What they choose must be put to the person, unless that would be wrong, and then the proposal says why.",
    ),
    "restorative": Question(
        "Restorative justice",
        "Record whether restorative justice was offered",
        "Nothing is done for a victim directly without their agreement.",
    ),
    "compensation": Question(
        "Compensation",
        "Record whether compensation is wanted",
        "What they ask for is not a promise that it will be paid.",
    ),
    "rights": Question(
        "Enhanced rights",
        "Record enhanced rights",
        "Victims of the most serious crime, those persistently targeted and those vulnerable or intimidated are told sooner.",
    ),
    "consent": Question(
        "May details be shared",
        "Record whether details may be shared",
        "",
    ),
    "service": Question(
        "Victim service",
        "Record the victim service offered",
        "Support is theirs whatever is decided about the person.",
    ),
    "told": Question(
        "What they were told",
        "Record what the victim was told",
        "Victims are told of a decision within {days_to_tell} working days, those with enhanced rights within {days_to_tell_sooner}.",
    ),
}


def meaning(what: str, numbers: VictimNumbers) -> str:
    """What is said above the form for one thing, with the numbers of the day."""
    return QUESTIONS[what].means.format_map(vars(numbers))


def said(each: VictimOfCase, what: str, recommended: str, numbers: VictimNumbers) -> list[str] | str:
    """What is recorded now, in lines; nothing when nothing is."""
    current = each.current(what)
    if what == "attempt":
        return _attempts(each, numbers.attempts_needed)
    if what == "service":
        before = [f"Recommended: {recommended}"] if recommended else []
        return [*before, *(IN_WORDS[what](row) for row in current)]
    if what == "views" and not current and (views := [row.views for row in each.rows if row.views]):
        return [
            *(f"“{words}”" for words in dict.fromkeys(views)),
            "From the extract. What they think of a resolution is not recorded.",
        ]
    if what == "rights" and not current and each.known.has_enhanced_rights:
        return "Has enhanced rights, from the extract. Which is not recorded."
    return [IN_WORDS[what](row) for row in current]


def _attempts(each: VictimOfCase, needed: int) -> list[str]:
    current = [row for row in each.current("attempt") if row.result in RESULTS]
    if not current:
        return []
    last = max(current, key=lambda row: row.tried_at)
    lines = [f"{plural(len(current), 'attempt')}. The last: {IN_WORDS['attempt'](last)}"]
    if (failed := each.known.failed_attempts()) and not each.known.is_heard:
        lines.append(f"{failed} came to nothing, of {needed} needed before they count as not reached.")
    return lines


def _attempt(row: Any) -> str:
    who = f", by {row.tried_by}" if row.tried_by else ""
    note = f" {row.note}" if row.note else ""
    return f"{CHANNELS[row.channel]}, {moment(row.tried_at)}{who}. {RESULTS[row.result]}.{note}"


def _view(row: Any) -> str:
    words = f" “{row.words}”" if row.words else ""
    return f"{OPINIONS[row.opinion]}, said on {day(row.heard_on)}.{words}"


def _remedy(row: Any) -> str:
    if not row.offered_on:
        return f"Not offered: {row.why_not}"
    chosen = f"“{row.chosen.says}”" if row.chosen else CHOICES[row.choice]
    return f"{'Chose ' if row.chosen else ''}{chosen}, offered on {day(row.offered_on)}."


def _restorative(row: Any) -> str:
    offered = (
        f"{ANSWERS[row.answer]}, offered on {day(row.offered_on)}."
        if row.offered_on
        else f"Not offered: {row.why_not}"
    )
    direct = {
        "yes": " Agrees that something is put right for them directly.",
        "no": " Does not agree that anything is put right for them directly.",
    }
    return offered + direct.get(row.reparation, "")


def _compensation(row: Any) -> str:
    if not row.sought:
        return "Not wanted."
    return f"£{number(row.pounds, places=2)}{f', for {row.for_what}' if row.for_what else ''}."


def _rights(row: Any) -> str:
    return f"{RIGHTS[row.category]}."


def _consent(row: Any) -> str:
    if not row.agrees:
        return "They do not agree."
    return "They agree, and it is safe." if row.safe else "They agree. It is not safe, so nothing is shared."


def _told(row: Any) -> str:
    if row.mistaken:
        return "Recorded by mistake: they were not told."
    note = f" {row.note}" if row.note else ""
    return f"{TOLD_ABOUT[row.about]}, on {day(row.told_on)}, by {CHANNELS[row.channel].lower()}.{note}"


def _service(row: Any) -> str:
    return f"{row.service}, offered on {day(row.offered_on)}. {ANSWERS[row.answer]}."


# A row of each kind in words.
IN_WORDS: dict[str, Callable[[Any], str]] = {
    "attempt": _attempt,
    "views": _view,
    "remedy": _remedy,
    "restorative": _restorative,
    "compensation": _compensation,
    "rights": _rights,
    "consent": _consent,
    "service": _service,
    "told": _told,
}
