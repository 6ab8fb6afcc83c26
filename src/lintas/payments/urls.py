from django.urls import path

from lintas.payments import views

app_name = "payments"
urlpatterns = [
    path("callbacks/billing/", views.billing, name="callback"),
    path("callbacks/qris/", views.qris, name="qris-callback"),
]
