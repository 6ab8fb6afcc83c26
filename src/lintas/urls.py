"""Every address of Lintas. Pages are Indonesian without a prefix and English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from lintas.portal.api import addresses as api_addresses

handler400 = "lintas.portal.error_pages.bad_request"
handler403 = "lintas.portal.error_pages.forbidden"
handler404 = "lintas.portal.error_pages.not_found"
handler500 = "lintas.portal.error_pages.server_error"

urlpatterns = [
    path("", include("lintas.payments.urls")),
    path("", include("lintas.portal.machine_urls")),
    path("api/v1/", api_addresses),
    *i18n_patterns(
        path("", include("lintas.portal.urls")),
        path("", include("lintas.accounts.urls")),
        path("", include("lintas.notices.urls")),
        path("", include("lintas.applications.urls")),
        prefix_default_language=False,
    ),
]
