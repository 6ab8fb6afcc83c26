"""A person asks for their document by post, changes their mind, or says that it has come."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from lintas.accounts.public import actor_of, anyone, phone_of
from lintas.applications import post_commands
from lintas.applications.models import Application
from lintas.applications.opening import facts, not_for_others, with_application
from lintas.applications.post_commands import PostAddress
from lintas.applications.post_queries import post_offered
from lintas.applications.queries import office_of
from lintas.applications.views import show_status
from lintas.kernel import clock
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id, read_id
from lintas.kernel.text import tidy


class AddressForm(forms.Form):
    recipient = forms.CharField(label=_("Nama penerima"), max_length=150)
    street = forms.CharField(
        label=_("Alamat"), help_text=_("Jalan atau dusun, nomor, RT/RW, desa."), max_length=200
    )
    place = forms.CharField(label=_("Kecamatan dan kota atau kabupaten"), max_length=150)
    postcode = forms.RegexField(
        r"^\d{5}$",
        label=_("Kode pos"),
        strip=True,
        error_messages={"invalid": _("Kode pos terdiri dari lima angka, misalnya 25391.")},
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "postal-code"}),
    )
    phone = forms.CharField(
        label=_("Telepon penerima"),
        max_length=40,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel"}),
    )

    def clean_phone(self) -> str:
        found = phone_of(self.cleaned_data["phone"])
        if found is None:
            raise forms.ValidationError(_("Tulis nomor telepon yang lengkap."))
        return found

    def address(self) -> PostAddress:
        return PostAddress(**{name: tidy(value) for name, value in self.cleaned_data.items()})


@anyone
@with_application
@never_cache
@require_http_methods(["GET", "POST"])
def post(request: HttpRequest, application: Application) -> HttpResponse:
    """The address, and what is known of the carriage."""
    if not post_offered(application):
        raise Http404
    form = AddressForm(request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            post_commands.ask_post(
                application=application,
                delivery_id=read_id(request.POST.get("delivery", "")) or new_id(),
                address=form.address(),
                actor=actor_of(request),
                at=clock.now(),
            )
        except Refused as trouble:
            refusal = str(trouble)
        else:
            return redirect("applications:status", application.pk)
    context = facts(
        application,
        form=form,
        office=office_of(application),
        refusal=refusal,
        delivery_id=request.POST.get("delivery") or new_id(),
    )
    status = 422 if refusal or form.errors else 200
    return render(request, "applications/post.html", context, status=status)


@anyone
@with_application
@require_POST
def withdraw_post(request: HttpRequest, application: Application) -> HttpResponse:
    try:
        post_commands.withdraw_post(
            application=application, actor=actor_of(request), at=clock.now()
        )
    except Refused as refusal:
        return show_status(request, application, str(refusal))
    return redirect("applications:status", application.pk)


@anyone
@with_application
@not_for_others
@require_POST
def received(request: HttpRequest, application: Application) -> HttpResponse:
    """The owner has it in their hands."""
    try:
        post_commands.receive_post(application=application, actor=actor_of(request), at=clock.now())
    except Refused as refusal:
        return show_status(request, application, str(refusal))
    return redirect("applications:status", application.pk)
