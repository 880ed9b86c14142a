"""A condition in words, for the reference and for what differs between two packs."""

from oocr.policy.conditions import ALWAYS, Call, Condition, Either, Every, Is, Not, Within
from oocr.policy.facts import Value
from oocr.policy.named import NAMED


def in_words(condition: Condition) -> str:
    """A condition as a reader would say it."""
    if condition == ALWAYS:
        return "always"
    match condition:
        case Is():
            return f"`{condition.fact}` is {' or '.join(_value(value) for value in condition.values)}"
        case Within():
            return f"`{condition.fact}` is {_bounds(condition)}"
        case Call():
            numbers = ", ".join(f"{name} = {number}" for name, number in condition.numbers)
            return NAMED[condition.name].says + (f" ({numbers})" if numbers else "")
        case Not(Is() as part):
            return f"`{part.fact}` is not {' or '.join(_value(value) for value in part.values)}"
        case Not():
            return f"not ({in_words(condition.part)})"
        case _:  # every or either
            word = " and " if isinstance(condition, Every) else " or "
            return word.join(_part(part) for part in condition.parts)


def _part(part: Condition) -> str:
    return f"({in_words(part)})" if isinstance(part, Every | Either) else in_words(part)


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).replace("_", " ")


def _bounds(within: Within) -> str:
    if within.least is not None and within.least == within.most:
        return str(within.least)
    least = [] if within.least is None else [f"at least {within.least}"]
    most = [] if within.most is None else [f"at most {within.most}"]
    return " and ".join(least + most)


def fires_in_words(fires: bool | None) -> str:
    """What an example says a rule does."""
    return {True: "fires", False: "does not fire", None: "cannot say"}[fires]
