from django.urls import path

from lintas.accounts import staff_views, views

app_name = "accounts"
urlpatterns = [
    path("masuk/", views.sign_in, name="sign-in"),
    path("masuk/kode/", views.code, name="code"),
    path("masuk/kode/lagi/", views.again, name="code-again"),
    path("keluar/", views.sign_out, name="sign-out"),
    path("petugas/masuk/", staff_views.sign_in, name="staff-sign-in"),
    path("petugas/masuk/kode/", staff_views.code, name="staff-code"),
]
