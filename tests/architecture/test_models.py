"""Promises 2, 3 and 6: privacy classes, who may see what, and every time has its person."""

import pytest
from django.core.exceptions import EmptyResultSet
from django.db.models import CheckConstraint, DateTimeField, Model, Q

from oocr.access.models import User
from oocr.audit.privacy import PrivacyClass
from tests.architecture.everything import models, name

EVERY = models()
BY_NAME = {"ids": [name(model) for model in EVERY]}
HARMFUL = {PrivacyClass.IDENTITY, PrivacyClass.SENSITIVE, PrivacyClass.FREE_TEXT}
# Tables below the cases hold no case data: accounts are seen through the access room's own pages.
NO_CASE_DATA = {"access", "audit"}


@pytest.mark.parametrize("model", EVERY, **BY_NAME)
def test_every_field_has_a_privacy_class(model: type[Model]) -> None:
    fields = {field.name for field in model._meta.concrete_fields}
    declared = getattr(model, "privacy", {})
    assert set(declared) == fields
    assert all(isinstance(value, PrivacyClass) for value in declared.values())


def holds_case_data(model: type[Model]) -> bool:
    return model._meta.app_label not in NO_CASE_DATA and bool(
        HARMFUL & set(getattr(model, "privacy", {}).values())
    )


@pytest.mark.parametrize("model", [m for m in EVERY if holds_case_data(m)], ids=name)
@pytest.mark.django_db
def test_someone_with_no_role_sees_nothing(model: type[Model]) -> None:
    """Not an empty answer from the database: no question is even asked of it."""
    visible = model._default_manager.visible_to(
        User.objects.create(email="nobody@example.org", name="Nobody")
    )
    assert not list(visible)
    with pytest.raises(EmptyResultSet):
        visible.query.sql_with_params()


# Instants that are nobody's doing.
NOBODYS = {
    "access.User.last_login": "Django's own; the ledger says who signed in",
    "audit.Entry.at": "its person is `actor`",
    "audit.Entry.written_at": "when the database wrote the line down",
}


def instants() -> list[tuple[type[Model], str]]:
    return [
        (model, field.name)
        for model in EVERY
        for field in model._meta.concrete_fields
        if isinstance(field, DateTimeField) and f"{name(model)}.{field.name}" not in NOBODYS
    ]


@pytest.mark.parametrize(("model", "at"), instants(), ids=lambda x: x if isinstance(x, str) else name(x))
def test_every_instant_has_its_person(model: type[Model], at: str) -> None:
    """Both are always there, or the database sees that they are set together."""
    assert at.endswith("_at"), "an instant is named *_at"
    by = at.removesuffix("_at") + "_by"
    fields = {field.name: field for field in model._meta.concrete_fields}
    assert by in fields
    if fields[at].null or fields[by].null:
        checks = [c for c in model._meta.constraints if isinstance(c, CheckConstraint)]
        assert any({at, by} <= mentioned(check.condition) for check in checks)


def mentioned(condition: Q) -> set[str]:
    """The fields a condition speaks of."""
    found = set()
    for child in condition.children:
        if isinstance(child, Q):
            found |= mentioned(child)
        else:
            found.add(child[0].split("__")[0])
    return found
