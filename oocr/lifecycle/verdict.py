"""May this be done? The one answer that refuses the action, hides the button and explains why."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """Yes or no, with a `code` for code and a sentence (`because`) for people. Nothing is decided by the sentence."""

    allowed: bool
    code: str = ""
    because: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(True)


def no(code: str, because: str) -> Verdict:
    """A refusal: its code in kebab case, its sentence for the person who was refused."""
    return Verdict(False, code, because)


class Refused(Exception):
    """An action was refused. Carries the verdict; the page shows its sentence."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.because)
        self.verdict = verdict
