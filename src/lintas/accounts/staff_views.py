"""Staff sign in with a password and then with the code of their authenticator."""

from base64 import b32encode
from datetime import timedelta
from urllib.parse import quote
from uuid import UUID

import django_otp
from django.conf import settings
from django.contrib.auth import authenticate, login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from django_otp.plugins.otp_totp.models import TOTPDevice

from lintas.accounts import commands
from lintas.accounts.entry import anyone
from lintas.accounts.errors import AuthenticatorCodeWrong, SignInWrong
from lintas.accounts.forms import StaffSignInForm, TokenForm
from lintas.accounts.limits import rate_limit
from lintas.accounts.models import Account
from lintas.accounts.queries import roles_of
from lintas.accounts.views import BACKEND, safe_next, visitor_key
from lintas.kernel import clock
from lintas.kernel.errors import Refused

PENDING = "staff-pending"
WAIT = timedelta(minutes=10)


@anyone
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    form = StaffSignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = _with_password(request, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            next_page = safe_next(request, "desk:home")
            request.session[PENDING] = {
                "account": str(account.pk),
                "next": next_page,
                "until": (clock.now() + WAIT).timestamp(),
            }
            return redirect("accounts:staff-code")
    context = {"form": form, "next": safe_next(request, "desk:home"), "demo": settings.DEMO}
    return render(request, "accounts/staff_sign_in.html", context)


def _with_password(request: HttpRequest, form: StaffSignInForm) -> Account:
    """Raises: SignInWrong, TooManyTries."""
    at, username = clock.now(), form.cleaned_data["username"]
    rate_limit(f"staff:{username}", most=10, per=timedelta(minutes=15), at=at)
    rate_limit(f"staff-from:{visitor_key(request)}", most=60, per=timedelta(minutes=15), at=at)
    account = authenticate(request, username=username, password=form.cleaned_data["password"])
    if not isinstance(account, Account) or not roles_of(account.pk)[1]:
        raise SignInWrong
    return account


@anyone
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step; the first time it shows the secret to set the authenticator up."""
    pending = request.session.get(PENDING)
    if pending is None or pending["until"] < clock.now().timestamp():
        return redirect("accounts:staff-sign-in")
    account = Account.objects.get(pk=UUID(pending["account"]))
    device = _device_of(account)
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if _take(device, form.cleaned_data["code"]):
            return _enter(request, account, device, pending["next"])
        form.add_error("code", str(AuthenticatorCodeWrong.sentence))
    context = {"form": form, "demo": settings.DEMO, "username": account.username}
    if not device.confirmed:
        secret = b32encode(device.bin_key).decode()
        label = quote(f"Lintas:{account.username}")
        context |= {
            "secret": secret,
            "uri": f"otpauth://totp/{label}?secret={secret}&issuer=Lintas&digits=6&period=30",
        }
    return render(request, "accounts/staff_code.html", context)


def _device_of(account: Account) -> TOTPDevice:
    device = TOTPDevice.objects.filter(user=account, confirmed=True).first()
    if device is None:
        device, _ = TOTPDevice.objects.get_or_create(
            user=account, confirmed=False, defaults={"name": "authenticator"}
        )
    return device


def _take(device: TOTPDevice, token: str) -> bool:
    """Race: the device's row is locked, so that a code enters once and each slip counts."""
    with transaction.atomic():
        locked = TOTPDevice.objects.select_for_update().get(pk=device.pk)
        allowed, _ = locked.verify_is_allowed()
        return bool(allowed and locked.verify_token(token))


def _enter(
    request: HttpRequest, account: Account, device: TOTPDevice, next_page: str
) -> HttpResponse:
    if not device.confirmed:
        device.confirmed = True
        device.save(update_fields=["confirmed"])
    request.session.flush()  # nothing of a visitor's session reaches a desk
    login(request, account, backend=BACKEND)
    django_otp.login(request, device)
    office, _roles = roles_of(account.pk)
    commands.note_staff_sign_in(account_id=account.pk, office=office, at=clock.now())
    return HttpResponseRedirect(next_page)
