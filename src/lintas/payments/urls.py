from django.urls import path

from lintas.payments import views

app_name = "payments"
urlpatterns = [path("callbacks/billing/", views.callback, name="callback")]
