"""Who there is: accounts found for a page, and the names behind the ledger's references."""

import datetime as dt
from collections.abc import Iterable

from axes.models import AccessAttempt
from django.contrib.auth.tokens import default_token_generator
from django.db.models import Prefetch, Q, QuerySet, Sum
from django.http import Http404
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django_otp.plugins.otp_static.models import StaticToken

from oocr.access.demonstration import DOMAIN
from oocr.access.models import Agency, Membership, RankHeld, User, held_on
from oocr.access.permissions import Permission
from oocr.access.ranks import Rank
from oocr.access.roles import ROLES


def account_of(email: str) -> User | None:
    """The account with this address, if there is one."""
    return User.objects.filter(email=email.strip().lower()).first()


def invented_account(key: str) -> User:
    """The demonstration's person with this key; 404 when there is none."""
    user = account_of(f"{key}@{DOMAIN}")
    if user is None or not user.is_active:
        raise Http404
    return user


def link_for(user: User) -> str:
    """The address of a link to choose a password. It stops working once used, or at the next sign-in."""
    number = urlsafe_base64_encode(str(user.pk).encode())
    return reverse("access:open_link", args=[number, default_token_generator.make_token(user)])


def account_by_link(number: str, token: str) -> User | None:
    """The active account that a link is good for, if it still is."""
    try:
        user = User.objects.filter(pk=int(urlsafe_base64_decode(number))).first()
    except ValueError:
        return None
    return user if user and user.is_active and default_token_generator.check_token(user, token) else None


def accounts_for(user: User) -> QuerySet[User]:
    """Every account, for those who manage accounts; none for anyone else."""
    return User.objects.all() if user.may(Permission.MANAGE_ACCOUNTS) else User.objects.none()


def accounts_found(user: User, text: str, today: dt.date) -> QuerySet[User]:
    """The accounts whose name, address or collar number has every word of this text, by name, with today's roles."""
    held = Membership.objects.filter(held_on(today)).select_related("agency").order_by("from_on", "pk")
    with_roles = Prefetch("memberships", queryset=held, to_attr="memberships_today")
    found = accounts_for(user).order_by("name", "pk").prefetch_related(with_roles)  # type: ignore[no-redef]  # on purpose
    for word in text.split():
        found = found.filter(
            Q(name__icontains=word) | Q(email__icontains=word) | Q(collar_number__icontains=word)
        )
    return found


def account_for(user: User, number: int) -> User:
    """One account, for those who manage accounts; 404 otherwise."""
    held = Membership.objects.select_related("agency").order_by("from_on", "pk")
    ranks = RankHeld.objects.order_by("from_on", "pk")
    found = accounts_for(user).prefetch_related(Prefetch("memberships", held), Prefetch("ranks", ranks))
    if account := found.filter(pk=number).first():
        return account
    raise Http404


def membership_of(account: User, number: int) -> Membership:
    """One role this person holds or held; 404 otherwise."""
    if held := account.memberships.filter(pk=number).first():
        return held
    raise Http404


def refused_sign_ins(account: User) -> int:
    """How many sign-ins to this account were refused since the last that was not."""
    attempts = AccessAttempt.objects.filter(username=account.email)
    return attempts.aggregate(refused=Sum("failures_since_start"))["refused"] or 0


def page_number(text: str | None) -> int:
    """The page of a list that was asked for; the first when it is no number."""
    return max(1, int(text)) if text and text.isdecimal() and len(text) < 10 else 1


def agencies() -> QuerySet[Agency]:
    """Every agency, by name."""
    return Agency.objects.order_by("name")


def agency_by_key(key: str) -> Agency | None:
    """The agency with this key, if there is one."""
    return Agency.objects.filter(key=key).first()


def names_of(references: Iterable[str]) -> dict[str, str]:
    """The names behind the ledger's references: ``{"user:12": "Priya Solanki", "role:officer": "officer"}``.

    Give it `line.references` of each line, or only the `by`. A reference to anything else is left out.
    """
    asked = set(references)
    numbers = [int(ref.removeprefix("user:")) for ref in asked if ref.removeprefix("user:").isdecimal()]
    return _names(asked, User.objects.filter(pk__in=numbers))


def names_of_everyone() -> dict[str, str]:
    """The names behind all references there can be, for a file of any length. Jobs keep their own."""
    return _names({"agency:"}, User.objects.all())


def _names(asked: set[str], people: QuerySet[User]) -> dict[str, str]:
    names = {f"user:{number}": name for number, name in people.values_list("pk", "name")}
    names |= {f"role:{role.key}": role.label.lower() for role in ROLES.values()}
    names |= {f"rank:{rank.value}": rank.value.replace("_", " ") for rank in Rank}
    names |= {ref: f"The service ({ref.removeprefix('job:')})" for ref in asked if ref.startswith("job:")}
    names |= {ref: f"the list of {_spaced(ref)}" for ref in asked if ref.startswith("list:")}
    if any(ref.startswith("agency:") for ref in asked):
        names |= {f"agency:{key}": name for key, name in Agency.objects.values_list("key", "name")}
    return names


def _spaced(reference: str) -> str:
    return reference.partition(":")[2].replace("-", " ")


def references_named(text: str) -> list[str]:
    """The ledger's references to the people whose name or collar number has every word of this text."""
    found = User.objects.order_by("pk")
    for word in text.split():
        found = found.filter(Q(name__icontains=word) | Q(collar_number__iexact=word))
    return [f"user:{number}" for number in found.values_list("pk", flat=True)[:100]]


def recovery_codes_left(user: User) -> int:
    """How many recovery codes this person has not used."""
    return int(StaticToken.objects.filter(device__user=user).count())
