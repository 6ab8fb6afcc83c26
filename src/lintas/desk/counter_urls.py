from django.urls import path

from lintas.desk import counter_views as views
from lintas.desk import waiting_room_views

urlpatterns = [
    path("", views.console, name="counter"),
    path("duduk/", views.choose, name="counter-choose"),
    path("panggil/", views.call_next, name="counter-call"),
    path("tiba/", views.arrive, name="counter-arrive"),
    path("prioritas/", views.walk_in, name="counter-walk-in"),
    path("tanpa-janji/", views.walk_in_by_share, name="counter-share"),
    path("di-luar-urutan/", views.call_out_of_order, name="counter-out-of-order"),
    path("jeda/", waiting_room_views.pause, name="counter-pause"),
    path("lanjut/", waiting_room_views.go_on, name="counter-go-on"),
    path("ruang/", waiting_room_views.waiting_room, name="waiting-room"),
    path("ruang/pesan/", waiting_room_views.show_message, name="wall-message"),
    path("ruang/pesan/turun/", waiting_room_views.take_down, name="wall-message-down"),
    path("ruang/kios/", waiting_room_views.make_kiosk, name="kiosk-open"),
    path("ruang/kios/tutup/", waiting_room_views.close_kiosk, name="kiosk-close"),
    path("nomor/<slug:action>/", views.step, name="counter-step"),
]
