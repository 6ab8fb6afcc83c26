"""Every address of the site: Indonesian without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from lintas.notices.urls import callbacks as notice_callbacks
from lintas.portal import health_views, install_views
from lintas.portal.api import api

handler400 = "lintas.portal.error_views.bad_request"
handler403 = "lintas.portal.error_views.forbidden"
handler404 = "lintas.portal.error_views.not_found"
handler500 = "lintas.portal.error_views.failed"

urlpatterns = [
    path("healthz", health_views.healthz),
    path("readyz", health_views.readyz),
    path("metrics", health_views.metrics),
    path("sw.js", install_views.worker),
    path("api/", api.urls),
    path("", include("lintas.payments.urls")),
    path("", include(notice_callbacks)),
    *i18n_patterns(
        path("", include("lintas.accounts.urls")),
        path("", include("lintas.notices.urls")),
        path("", include("lintas.appeals.urls")),
        path("", include("lintas.refunds.urls")),
        path("", include("lintas.applications.urls")),
        path("", include("lintas.queue.urls")),
        path("", include("lintas.voices.urls")),
        path("petugas/", include("lintas.desk.urls")),
        path("kios/", include("lintas.desk.kiosk_urls")),
        path("", include("lintas.portal.urls")),
        prefix_default_language=False,
    ),
]
