"""What is known about a case beyond what an extract brings: answers, and whether two records are one person."""

from django.db import models
from django.db.models import F, Q

from oocr.access.models import User
from oocr.cases.models.cases import Case
from oocr.cases.models.people import Person
from oocr.cases.models.privacy import FREE_TEXT, OPERATIONAL, SENSITIVE
from oocr.cases.models.visibility import ByCaseQuerySet


class Answer(models.Model):
    """What someone answered to one question of the task list (`oocr.cases.questions`), on one occasion.

    Written once: the database refuses to change a row. A later answer `replaces` the one before, so the answers to a
    question are a chain, and the last of it is what is known now. No value: what was known is not known any more.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="answers", db_index=False)
    question = models.TextField()
    value = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ByCaseQuerySet.as_manager()
    privacy = {
        "id": OPERATIONAL,
        "case": OPERATIONAL,
        "question": OPERATIONAL,
        "value": FREE_TEXT,  # whatever was answered: it may name anyone
        "reason": FREE_TEXT,
        "replaces": OPERATIONAL,
        "answered_at": OPERATIONAL,
        "answered_by": OPERATIONAL,
    }

    class Meta:
        indexes = [models.Index(fields=["case", "question", "-id"], name="answer_newest")]
        constraints = [
            models.UniqueConstraint(
                name="answer_first_once", fields=["case", "question"], condition=Q(replaces__isnull=True)
            ),
            models.CheckConstraint(
                name="answer_taken_back_with_a_reason",
                condition=Q(value__isnull=False) | (Q(replaces__isnull=False) & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"answer to {self.question}"


class PersonMatch(models.Model):
    """Whether two records of people are one person, as someone said working on a case. Written once; the last counts.

    The record with the lower number is always `person`, so that a pair is asked for in one way only.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="person_matches")
    is_same = models.BooleanField()
    reason = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ByCaseQuerySet.as_manager()
    privacy = {
        "id": OPERATIONAL,
        "person": OPERATIONAL,
        "other": OPERATIONAL,
        "case": OPERATIONAL,
        "is_same": SENSITIVE,
        "reason": FREE_TEXT,
        "decided_at": OPERATIONAL,
        "decided_by": OPERATIONAL,
    }

    class Meta:
        verbose_name_plural = "person matches"
        constraints = [
            models.CheckConstraint(name="person_match_in_order", condition=Q(person__lt=F("other"))),
            models.CheckConstraint(name="person_match_with_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"match of people {self.person_id} and {self.other_id}"
