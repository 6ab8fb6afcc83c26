from django.urls import path

from lintas.desk import notice_views

urlpatterns = [
    path("", notice_views.messages, name="messages"),
    path("<slug:kind>/", notice_views.message, name="message"),
]
