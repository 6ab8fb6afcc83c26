from django.urls import path

from lintas.voices import views

app_name = "voices"
urlpatterns = [
    path("biaya/lapor/", views.report, name="extra-fee"),
    path("biaya/lapor/terima-kasih/", views.thanks, name="extra-fee-thanks"),
]
