"""Who there is: accounts found for a page, and the names behind the ledger's references."""

from collections.abc import Iterable

from django.contrib.auth.tokens import default_token_generator
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django_otp.plugins.otp_static.models import StaticToken

from oocr.access.demonstration import DOMAIN
from oocr.access.models import Agency, Membership, User
from oocr.access.permissions import Permission


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
    everyone = User.objects.all() if user.may(Permission.MANAGE_ACCOUNTS) else User.objects.none()
    held = Membership.objects.select_related("agency").order_by("from_on", "pk")
    return everyone.prefetch_related(Prefetch("memberships", queryset=held))


def accounts_found(user: User, text: str) -> QuerySet[User]:
    """The accounts whose name, address or collar number has every word of this text, by name."""
    found = accounts_for(user).order_by("name", "pk")
    for word in text.split():
        found = found.filter(
            Q(name__icontains=word) | Q(email__icontains=word) | Q(collar_number__icontains=word)
        )
    return found


def account_for(user: User, number: int) -> User:
    """One account, for those who manage accounts; 404 otherwise."""
    if account := accounts_for(user).filter(pk=number).first():
        return account
    raise Http404


def agencies() -> QuerySet[Agency]:
    """Every agency, by name."""
    return Agency.objects.order_by("name")


def names_of(references: Iterable[str]) -> dict[str, str]:
    """Who stands behind the ledger's references to people: ``{"user:12": "Priya Solanki"}``.

    A job is called by its name; a reference to anything else is left out.
    """
    asked = set(references)
    numbers = [int(ref.removeprefix("user:")) for ref in asked if ref.removeprefix("user:").isdecimal()]
    names = {f"user:{pk}": name for pk, name in User.objects.filter(pk__in=numbers).values_list("pk", "name")}
    jobs = {ref: f"The service ({ref.removeprefix('job:')})" for ref in asked if ref.startswith("job:")}
    return {**jobs, **names}


def recovery_codes_left(user: User) -> int:
    """How many recovery codes this person has not used."""
    return int(StaticToken.objects.filter(device__user=user).count())
