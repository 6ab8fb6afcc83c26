from django.urls import path

from lintas.queue import views

app_name = "queue"
urlpatterns = [
    path("tampilan/<slug:slug>/", views.display, name="display"),
    path("tampilan/<slug:slug>/keadaan/", views.state, name="display-state"),
]
