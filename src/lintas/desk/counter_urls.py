from django.urls import path

from lintas.desk import counter_views as views

urlpatterns = [
    path("", views.console, name="counter"),
    path("duduk/", views.choose, name="counter-choose"),
    path("panggil/", views.call_next, name="counter-call"),
    path("tiba/", views.arrive, name="counter-arrive"),
    path("prioritas/", views.walk_in, name="counter-walk-in"),
    path("nomor/<slug:action>/", views.step, name="counter-step"),
]
