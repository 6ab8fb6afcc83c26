from django.urls import path

from lintas.notices import views

app_name = "notices"
urlpatterns = [path("pesan/", views.messages, name="messages")]
