"""What makes the site an app: its manifest and its service worker."""

from functools import cache

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from lintas.accounts.public import anyone
from lintas.catalogue.public import guide as catalogue_guide
from lintas.catalogue.public import office

FILES = ("portal/lintas.css", "portal/app.js", "applications/follow.js")

PNG_SIDES = (180, 512)
"""Pixels; 180 is what iOS puts on a home screen."""


@anyone
@require_GET
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    here = office(settings.OFFICE)
    icon = staticfiles_storage.url("portal/icon.svg")
    return JsonResponse(
        {
            "name": here.name.id,
            "short_name": "Lintas",
            "lang": "id",
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": "#ffffff",
            "theme_color": "#06324b",
            "icons": [
                {"src": icon, "type": "image/svg+xml", "sizes": "any"},
                *(
                    {
                        "src": staticfiles_storage.url(f"portal/icon-{side}.png"),
                        "type": "image/png",
                        "sizes": f"{side}x{side}",
                    }
                    for side in PNG_SIDES
                ),
            ],
        },
        content_type="application/manifest+json",
    )


def address(name: str, language: str) -> str:
    with override(language):
        return reverse(name)


@cache
def kept_files() -> tuple[str, ...]:
    return tuple(staticfiles_storage.url(name) for name in FILES)


@anyone
@require_GET
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """Its text changes with the files it keeps, so that browsers fetch the new ones."""
    has_guide = catalogue_guide() is not None
    context = {
        "files": kept_files(),
        "build": salted_hmac("lintas.build", "".join(kept_files())).hexdigest()[:12],
        "offline_id": address("portal:offline", "id"),
        "offline_en": address("portal:offline", "en"),
        "icon": staticfiles_storage.url(f"portal/icon-{PNG_SIDES[0]}.png"),
        "mine": address("portal:mine", "id"),
        "pages": [address("portal:guide", language) for language in ("id", "en")] * has_guide,
    }
    return render(request, "portal/sw.js", context, content_type="text/javascript")
