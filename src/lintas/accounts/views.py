"""Signing in: people with a one-time code, staff with a password and an authenticator."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from lintas.accounts import commands
from lintas.accounts.entry import CASES, anyone
from lintas.accounts.forms import CodeForm, ContactForm
from lintas.accounts.limits import rate_limit
from lintas.accounts.rules import Address, hidden
from lintas.kernel import clock
from lintas.kernel.errors import Refused

(BACKEND,) = settings.AUTHENTICATION_BACKENDS
PENDING = "code-pending"


def safe_next(request: HttpRequest, otherwise: str) -> str:
    """Where to go afterwards: only a page of this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        return wanted
    return reverse(otherwise)


def visitor_key(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


@anyone
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a phone number or an e-mail address and send a code there."""
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address: Address = form.cleaned_data["contact"]
        try:
            _send(request, address)
        except Refused as refusal:
            form.add_error("contact", str(refusal))
        else:
            return redirect("accounts:code")
    context = {"form": form, "next": safe_next(request, "portal:mine")}
    return render(request, "accounts/sign_in.html", context)


def _send(request: HttpRequest, address: Address) -> None:
    at = clock.now()
    rate_limit(f"code:{address.value}", most=6, per=timedelta(hours=1), at=at)
    rate_limit(f"code-from:{visitor_key(request)}", most=60, per=timedelta(hours=1), at=at)
    device_id = commands.request_code(address=address, language=get_language() or "id", at=at)
    request.session[PENDING] = {
        "device": str(device_id),
        "to": address.value,
        "by": address.by,
        "next": safe_next(request, "portal:mine"),
    }


@anyone
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Take the code; the drafts opened in this browser stay open after signing in."""
    pending: dict[str, Any] | None = request.session.get(PENDING)
    if pending is None:
        return redirect("accounts:sign-in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = commands.enter_code(
                device_id=UUID(pending["device"]), code=form.cleaned_data["code"], at=clock.now()
            )
        except Refused as refusal:
            form.add_error("code", str(refusal))
        else:
            cases = request.session.get(CASES, [])
            login(request, account, backend=BACKEND)
            request.session[CASES] = cases
            request.session.pop(PENDING, None)
            return HttpResponseRedirect(pending["next"])
    context = {
        "form": form,
        "to": hidden(pending["to"]),
        "by": pending["by"],
        "demo": settings.DEMO,
    }
    return render(request, "accounts/code.html", context)


@anyone
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Send another code to the same place."""
    pending = request.session.get(PENDING)
    if pending is None:
        return redirect("accounts:sign-in")
    try:
        at = clock.now()
        rate_limit(f"code:{pending['to']}", most=6, per=timedelta(hours=1), at=at)
        address = Address(pending["by"], pending["to"])
        device_id = commands.request_code(address=address, language=get_language() or "id", at=at)
    except Refused as refusal:
        form = CodeForm()
        context = {"form": form, "to": hidden(pending["to"]), "refusal": str(refusal)}
        return render(request, "accounts/code.html", context)
    request.session[PENDING] = {**pending, "device": str(device_id)}
    return redirect("accounts:code")


@anyone
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("portal:home")
