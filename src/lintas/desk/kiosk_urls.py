from django.urls import path

from lintas.desk import kiosk_views as views

app_name = "kiosk"
urlpatterns = [path("<slug:slug>/", views.kiosk, name="home")]
