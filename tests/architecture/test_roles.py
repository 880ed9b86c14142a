"""Promise 5: who may do what is exactly what the committed matrix says."""

import pytest

from oocr.access.permissions import Permission
from oocr.access.roles import ROLES, roles_that
from tests.architecture.everything import ROOT
from tests.architecture.test_lifecycles import CODE

MATRIX = ROOT / "docs" / "reference" / "permissions.md"


def committed() -> dict[tuple[str, str], bool]:
    """The matrix as the reference page has it: permission by role."""
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in MATRIX.read_text().splitlines()
        if line.startswith("| ")
    ]
    head, body = rows[0][1:], [row for row in rows[1:] if row[0].startswith("`")]
    return {
        (row[0].strip("`"), role.strip("`")): bool(cell)
        for row in body
        for role, cell in zip(head, row[1:], strict=True)
    }


def test_every_cell_equals_the_committed_matrix() -> None:
    assert committed() == {
        (permission.value, role.key): permission in role.permissions
        for permission in Permission
        for role in ROLES.values()
    }


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_is_held_by_some_role(permission: Permission) -> None:
    assert roles_that(permission)


@pytest.mark.parametrize("role", ROLES.values(), ids=list(ROLES))
def test_a_role_is_described_for_the_person_who_grants_it(role) -> None:
    assert role.label
    assert role.description.endswith(".")
    assert role.suits


def test_code_asks_for_a_permission_and_never_for_a_role() -> None:
    asked = [
        role
        for role in ROLES
        if f'role == "{role}"' in CODE or f'role=="{role}"' in CODE or f"has_role({role!r})" in CODE
    ]
    assert not asked
