from django.urls import path

from lintas.refunds import views

app_name = "refunds"
ONE = "permohonan/<uuid:application_id>/pengembalian/"
urlpatterns = [
    path(ONE, views.refund, name="refund"),
    path(ONE + "<uuid:refund_id>/rekening/", views.account, name="account"),
]
