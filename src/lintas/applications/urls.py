from django.urls import path

from lintas.applications import (
    draft_views,
    form_views,
    letter_views,
    paper_views,
    post_views,
    proof_views,
    renewal,
    tus_views,
    typed_views,
    views,
)

app_name = "applications"
ONE = "permohonan/<uuid:application_id>/"
urlpatterns = [
    path("permohonan/baru/<slug:slug>/", form_views.start, name="start"),
    path("lanjut/", views.go_on, name="continue"),
    path(ONE, views.status, name="status"),
    path(ONE + "isi/<slug:page_id>/", form_views.page, name="page"),
    path(ONE + "isi/<slug:page_id>/ketik/", typed_views.keep_what_is_typed, name="typed"),
    path(ONE + "berkas/", paper_views.papers, name="papers"),
    path(ONE + "berkas/<uuid:attachment_id>/", paper_views.paper_file, name="paper-file"),
    path(ONE + "berkas/<uuid:attachment_id>/hapus/", paper_views.remove_paper, name="paper-remove"),
    path(ONE + "unggahan/", tus_views.begin, name="uploads"),
    path(ONE + "unggahan/<uuid:upload_id>/", tus_views.one, name="upload"),
    path(ONE + "unggahan/<uuid:upload_id>/hapus/", paper_views.drop_upload, name="upload-drop"),
    path(ONE + "periksa/", form_views.check, name="check"),
    path(ONE + "kirim/", form_views.send, name="send"),
    path(ONE + "kirim-perbaikan/", views.resend, name="resend"),
    path(ONE + "ulang/", form_views.start_again, name="again"),
    path(ONE + "simpan/", draft_views.keep, name="keep"),
    path(ONE + "buang/", draft_views.discard, name="discard"),
    path(ONE + "bayar/", views.pay, name="pay"),
    path(ONE + "bayar/perpanjang/", renewal.renew, name="renew-hold"),
    path(ONE + "keadaan/", views.state, name="state"),
    path(ONE + "jadwal/", views.schedule, name="schedule"),
    path(ONE + "tiket/", views.ticket, name="ticket"),
    path(ONE + "surat/<uuid:letter_id>/", letter_views.letter, name="letter"),
    path(ONE + "tanda-terima/", proof_views.proof, name="proof"),
    path(ONE + "kuitansi/", views.receipt, name="receipt"),
    path(ONE + "pos/", post_views.post, name="post"),
    path(ONE + "pos/batal/", post_views.withdraw_post, name="post-withdraw"),
    path(ONE + "pos/diterima/", post_views.received, name="post-received"),
    path(ONE + "tarik/", views.withdraw, name="withdraw"),
]
