from django.urls import path

from lintas.queue import order_views, ticket_views, views

app_name = "queue"
urlpatterns = [
    path("tampilan/<slug:slug>/", views.display, name="display"),
    path("tampilan/<slug:slug>/keadaan/", views.state, name="display-state"),
    path("tampilan/<slug:slug>/suara/<str:label>/<str:language>/", views.spoken, name="spoken"),
    path("antrean/<slug:slug>/", order_views.order, name="order"),
    path("tiket/<uuid:ticket_id>/", ticket_views.ticket, name="ticket"),
]
