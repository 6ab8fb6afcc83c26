from django.urls import path

from lintas.appeals import views

app_name = "appeals"
urlpatterns = [
    path("permohonan/<uuid:application_id>/keberatan/", views.appeal, name="appeal"),
    path("permohonan/<uuid:application_id>/keberatan/unggahan/", views.uploads, name="uploads"),
]
