"""Addresses for browsers and watchers, the same in every language."""

from django.urls import path

from lintas.portal import machine_views

app_name = "machine"
urlpatterns = [
    path("sw.js", machine_views.service_worker, name="service-worker"),
    path("healthz", machine_views.alive, name="alive"),
    path("readyz", machine_views.ready, name="ready"),
    path("metrics", machine_views.metrics, name="metrics"),
]
