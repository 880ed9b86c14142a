"""Signing in and out. Nobody is signed in until both steps are passed."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_otp.plugins.otp_totp.models import default_key

from oocr.access import openid, sessions
from oocr.access.actions import accounts, signing_in
from oocr.access.forms import Address, Code, NewPassword, SignIn, posted
from oocr.access.models import User
from oocr.access.presenters.signing_in import (
    RecoveryCodesPage,
    SetUpPage,
    SignInPage,
    Way,
    authenticator,
    invented_people,
)
from oocr.access.queries import account_by_link, account_of, invented_account, link_for
from oocr.lifecycle.verdict import Refused
from oocr.ui.page import Page
from oocr.ui.render import render

_TO_CHOOSE = "choosing_a_password"


def sign_in(request: HttpRequest) -> HttpResponse:
    """The first step: an email address and a password, or a way round both."""
    form = SignIn(posted(request))
    going_to = sessions.safe(request, request.POST.get("next") or request.GET.get("next") or "/")
    if form.is_valid():
        at = timezone.now()
        try:
            user = signing_in.pass_first_step(request, **form.cleaned_data, at=at)
        except Refused as refused:
            form.add_error(None, refused.verdict.because)
        else:
            sessions.begin(request, user, way="password", going_to=going_to, at=at)
            return redirect("access:second_step")
    page = SignInPage(
        title="Sign in",
        form=form,
        going_to=going_to,
        providers=[Way(provider.name, provider.key) for provider in settings.IDENTITY_PROVIDERS],
        invented=invented_people() if settings.DEMONSTRATION else [],
    )
    return render(request, "access/sign_in.html", page)


@require_POST
def sign_in_as(request: HttpRequest, key: str) -> HttpResponse:
    """Sign in as an invented person, without password or second step. There is no such page but in the demonstration."""
    if not settings.DEMONSTRATION:
        raise Http404
    user = invented_account(key)
    going_to = sessions.safe(request, request.POST.get("next", "/"))
    return _signed_in(request, user, "demonstration", going_to)


def second_step(request: HttpRequest) -> HttpResponse:
    """The second step, for those who have set one up; the others set it up now."""
    at = timezone.now()
    if not (waiting := sessions.half_way(request, at)):
        return redirect("access:sign_in")
    found, user = waiting
    if not signing_in.has_second_step(user):
        return redirect("access:set_up_second_step")
    form = Code(posted(request))
    if form.is_valid():
        try:
            step = signing_in.pass_second_step(request, user=user, code=form.cleaned_data["code"], at=at)
        except Refused as refused:
            form.add_error("code", refused.verdict.because)
        else:
            return _signed_in(request, user, f"{found.way}-and-{step}", found.going_to)
    return render(request, "access/second_step.html", Page(title="Enter a code", form=form))


def set_up_second_step(request: HttpRequest) -> HttpResponse:
    """Tie an authenticator to the account, then sign in and show the recovery codes once."""
    at = timezone.now()
    waiting = sessions.half_way(request, at)
    if not waiting or signing_in.has_second_step(waiting[1]):
        return redirect("access:second_step" if waiting else "access:sign_in")
    found, user = waiting
    found = found if found.new_key else sessions.remember_key(request, found, default_key())
    form = Code(posted(request))
    if form.is_valid():
        try:
            made = signing_in.set_up_second_step(
                user=user, key=found.new_key, code=form.cleaned_data["code"], by=user, at=at
            )
        except Refused as refused:
            form.add_error("code", refused.verdict.because)
        else:
            _signed_in(request, user, f"{found.way}-and-authenticator", found.going_to)
            return recovery_codes_page(request, made.recovery_codes, found.going_to)
    picture, letters = authenticator(user, found.new_key)
    page = SetUpPage(title="Set up a second step", form=form, picture=picture, letters=letters)
    return render(request, "access/set_up_second_step.html", page)


def recovery_codes_page(request: HttpRequest, codes: tuple[str, ...], going_to: str) -> HttpResponse:
    """The recovery codes, shown in answer to the POST that made them, so that nothing keeps them."""
    page = RecoveryCodesPage(title="Your recovery codes", codes=codes, going_to=going_to)
    return render(request, "access/recovery_codes.html", page)


@require_POST
def sign_in_at(request: HttpRequest, key: str) -> HttpResponseBase:
    """Go to an agency's own sign-in."""
    provider = openid.provider_for(key)
    request.session["going_to"] = sessions.safe(request, request.POST.get("next", "/"))
    come_back_to = request.build_absolute_uri(reverse("access:come_back_from", args=[key]))
    return openid.redirect_there(request, provider, come_back_to)


@require_safe
def come_back_from(request: HttpRequest, key: str) -> HttpResponse:
    """Come back from an agency's own sign-in. Where it says nothing of a second step, ours follows."""
    provider, at = openid.provider_for(key), timezone.now()
    going_to = request.session.get("going_to", "/")
    outside = openid.who_came_back(request, provider)
    user = signing_in.find_outside_account(
        outside=outside, agency=provider.agency, may_create=provider.create_accounts, at=at
    )
    if outside.second_step:
        return _signed_in(request, user, provider.key, going_to)
    sessions.begin(request, user, way=provider.key, going_to=going_to, at=at)
    return redirect("access:second_step")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out. Someone whose session has ended already is told the same."""
    if isinstance(request.user, User):
        signing_in.record_sign_out(user=request.user, at=timezone.now())
    logout(request)
    return redirect("access:signed_out")


@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """Say that nobody is signed in any more."""
    return render(request, "access/signed_out.html", Page(title="You are signed out"))


@require_safe
def session_ended(request: HttpRequest) -> HttpResponse:
    """Where a browser without JavaScript goes when a quiet session has ended, so that nothing stays on the screen."""
    return render(request, "access/session_ended.html", Page(title="You have been signed out"))


@require_POST
def stay_signed_in(request: HttpRequest) -> HttpResponse:
    """Any request keeps a session; this one does nothing else. A script stays where it is, a person goes back."""
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return HttpResponse(status=204)
    return redirect(sessions.safe(request, request.headers.get("Referer", "/")))


def forgotten_password(request: HttpRequest) -> HttpResponse:
    """Send a link to choose a new password. The answer is the same whether there is such an account or not."""
    form = Address(posted(request))
    if form.is_valid():
        if user := account_of(form.cleaned_data["email"]):
            link = request.build_absolute_uri(link_for(user))
            accounts.send_password_link(user=user, link=link, by=signing_in.SIGNING_IN, at=timezone.now())
        return render(request, "access/password_link_sent.html", Page(title="Check your email"))
    page = Page(title="Get a link to choose a password", form=form, back=reverse("access:sign_in"))
    return render(request, "access/forgotten_password.html", page)


@require_safe
def open_link(request: HttpRequest, user: str, token: str) -> HttpResponse:
    """Open the link from the email. The token goes into the session, out of the address bar and the next Referer."""
    request.session[_TO_CHOOSE] = [user, token]
    return redirect("access:choose_password")


def choose_password(request: HttpRequest) -> HttpResponse:
    """Choose a password by a link that works once, then sign in with it."""
    user = account_by_link(*request.session.get(_TO_CHOOSE, ["", ""]))
    if user is None:
        return render(request, "access/link_used.html", Page(title="This link no longer works"), status=410)
    form = NewPassword(posted(request), user=user)
    if form.is_valid():
        accounts.set_password(user=user, password=form.cleaned_data["password"], by=user, at=timezone.now())
        request.session.flush()
        messages.success(request, "Your password is set. Sign in with it.")
        return redirect("access:sign_in")
    return render(request, "access/choose_password.html", Page(title="Choose a password", form=form))


def _signed_in(request: HttpRequest, user: User, way: str, going_to: str) -> HttpResponse:
    """Both steps are passed: sign in, write it down, and go where the person was going."""
    sessions.complete(request, user)
    signing_in.record_sign_in(user=user, way=way, at=timezone.now())
    return redirect(going_to)
