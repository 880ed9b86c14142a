"""A new installation begins with one administrator, and only with one."""

import io

import pytest
from django.core.management import CommandError, call_command

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.audit import ledger
from oocr.audit.events import Event

pytestmark = pytest.mark.django_db
WHO = ("first@police.example", "First Person", "leicestershire-police", "Leicestershire Police")


def test_the_first_administrator_is_made_with_a_link_and_no_second_one_is(client):
    out = io.StringIO()
    call_command("make_first_administrator", *WHO, stdout=out)
    user = User.objects.get(email="first@police.example")
    assert user.permissions == {Permission.MANAGE_ACCOUNTS}
    told = [line.event for line in reversed(ledger.lines())]
    assert told == [Event.AGENCY_ADDED, Event.ACCOUNT_CREATED, Event.ROLE_GRANTED]
    link = "/" + out.getvalue().strip().splitlines()[-1].split("/", 3)[3]
    client.get(link)
    assert client.get("/access/choose-password").status_code == 200
    with pytest.raises(CommandError, match="administrator already"):
        call_command("make_first_administrator", "second@police.example", *WHO[1:])
