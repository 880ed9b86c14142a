"""A new colleague is given an account, signs in for the first time, and is locked out again; an auditor reads of it."""

import base64
import re
import time
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from django_otp.oath import TOTP

from tests.journeys.visitor import Visitor


def letter(folder: Path, to: str) -> str:
    """The newest letter to this address."""
    files = sorted((folder / "local" / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime)
    letters = [message_from_bytes(path.read_bytes(), policy=default) for path in files]
    return [str(each.get_content()) for each in letters if each["to"] == to][-1]


def code(letters: str) -> str:
    """What an authenticator app shows that was given these letters."""
    spaced = letters.replace(" ", "")
    totp = TOTP(base64.b32decode(spaced + "=" * (-len(spaced) % 8)))
    totp.time = time.time()
    return f"{totp.token():06d}"


def test_a_new_colleague(arrives: Callable[..., Visitor]) -> None:
    # Given an administrator who makes an account, leaving a question unanswered at first
    administrator = arrives("Nadia Rahman")
    administrator.follows("Accounts")
    administrator.presses("Make an account")
    administrator.presses("Make this account")
    administrator.sees("Enter full name")
    administrator.fills("Full name", "Kiran Newcomer")
    administrator.fills("Work email address", "kiran@police.example")
    administrator.fills("Collar number (optional)", "7007")
    administrator.presses("Make this account")
    administrator.sees("The account is made.")

    # And gives it a role and sends an invitation
    administrator.presses("Give a role")
    administrator.page.get_by_label("Sergeant", exact=True).check()
    administrator.page.get_by_label("Agency", exact=True).select_option(label="Leicestershire Police")
    administrator.presses("Give this role")
    administrator.sees("Sergeant, Leicestershire Police, since")
    administrator.presses("Send a link to choose a password")
    administrator.sees("The invitation is sent.")

    # When the colleague opens the link and chooses a password that is too short, then one that is not
    colleague = arrives()
    link = re.search(r"http\S+", letter(colleague.service.folder, "kiran@police.example"))
    assert link
    colleague.page.goto(link[0])
    colleague.looks_at_it()
    assert "/choose-password" in colleague.page.url
    assert link[0] != colleague.page.url, "the token stays out of the address bar"
    colleague.fills("Choose a password", "short")
    colleague.presses("Continue")
    colleague.sees("This password is too short")
    colleague.fills("Choose a password", "three random words")
    colleague.presses("Continue")
    colleague.sees("Your password is set.")

    # And signs in, setting up the second step
    colleague.fills("Email address", "kiran@police.example")
    colleague.fills("Password", "three random words")
    colleague.presses("Continue")
    assert colleague.heading == "Set up a second step"
    colleague.fills("Code", "000000")
    colleague.presses("Continue")
    colleague.sees("That code is wrong")
    colleague.fills("Code", code(colleague.page.locator("main code").inner_text()))
    colleague.presses("Continue")
    assert colleague.heading == "Your recovery codes"
    recovery = colleague.page.locator("main li code").first.inner_text()

    # Then they are in, and see who we think they are
    colleague.opens("/access/your-account")
    colleague.sees("Kiran Newcomer")
    colleague.sees("Sergeant at Leicestershire Police")
    colleague.sees("You have 10 recovery codes left.")

    # And without their phone a recovery code does
    colleague.presses("Sign out")
    assert colleague.heading == "You are signed out"
    colleague.presses("Sign in again")
    colleague.fills("Email address", "kiran@police.example")
    colleague.fills("Password", "three random words")
    colleague.presses("Continue")
    colleague.page.get_by_text("I do not have my phone").click()
    colleague.fills("Enter the code from your authenticator app", recovery)
    colleague.presses("Sign in")
    colleague.opens("/access/your-account")
    colleague.sees("You have 9 recovery codes left.")

    # And may not open what is not theirs, but is told who may
    assert colleague.opens("/access/accounts") == 403
    colleague.sees("Someone with one of these roles could: administrator.")

    # When the administrator locks the account, the colleague's next click leads to the sign-in page
    administrator.presses("Lock this account")
    administrator.sees("The account is locked.")
    colleague.opens("/access/your-account")
    assert colleague.heading == "Sign in"

    # Then an auditor can read all of it, and that reading is a line too
    auditor = arrives("Robert Kelso")
    auditor.follows("Ledger")
    auditor.fills("Person", "Kiran Newcomer")
    auditor.presses("Apply filters")
    for sentence in (
        "Nadia Rahman created the account Kiran Newcomer.",
        "Nadia Rahman gave Kiran Newcomer the role sergeant at Leicestershire Police.",
        "Kiran Newcomer set up a second step to sign in.",
        "Kiran Newcomer signed in by password-and-recovery-code.",
        "Nadia Rahman locked the account Kiran Newcomer.",
    ):
        auditor.sees(sentence)
    assert b"Nadia Rahman locked the account Kiran Newcomer." in auditor.downloads(
        "Take these lines out as a CSV file"
    )
    assert auditor.service.command("verify_ledger").stdout.startswith("The ledger is whole")


def test_signing_in_without_javascript(arrives: Callable[..., Visitor]) -> None:
    someone = arrives(java_script_enabled=False)
    someone.page.goto(someone.service.address + "/access/why")
    button = someone.page.get_by_role("button", name="Priya Solanki")
    button.click()
    assert someone.page.url.endswith("/access/why")
    someone.sees("You will be signed out after 30 minutes")
    someone.page.get_by_role("button", name="Stay signed in").click()
    assert someone.page.url.endswith("/access/why")
    refresh = someone.page.content()
    assert "url=/access/session-ended" in refresh
    someone.page.get_by_role("button", name="Sign out", exact=True).click()
    assert someone.heading == "You are signed out"
