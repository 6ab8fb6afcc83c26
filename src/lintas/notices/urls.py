from django.urls import path

from lintas.notices import callback_views, preference_views, stop_views, views

app_name = "notices"
urlpatterns = [
    path("pesan/", views.messages, name="messages"),
    path("saya/pesan/", preference_views.preferences, name="preferences"),
    path("saya/pesan/tambah/<slug:name>/", preference_views.add, name="add"),
    path("saya/pesan/kode/<slug:name>/", preference_views.prove, name="prove"),
    path("saya/pesan/perangkat/", preference_views.device, name="device"),
    path("saya/pesan/malam/", preference_views.night, name="night"),
    path("saya/pesan/bahasa/", preference_views.language, name="language"),
    path("saya/pesan/<slug:name>/<slug:change>/", preference_views.change, name="change"),
    path("berhenti/<str:mark>/", stop_views.stop, name="stop"),
]
callbacks = [path("callbacks/notices/<slug:name>/", callback_views.callback)]
