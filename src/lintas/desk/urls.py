from django.urls import include, path

from lintas.desk import (
    assignment_views,
    case_list_views,
    case_views,
    extra_fee_views,
    glass_views,
    handover_views,
    payment_views,
    production_views,
    reconciliation_views,
    system_views,
    work_views,
)

app_name = "desk"
CASE = "berkas/<uuid:application_id>/"
urlpatterns = [
    path("", case_views.home, name="home"),
    path("loket/", include("lintas.desk.counter_urls")),
    path("pesan/", include("lintas.desk.notice_urls")),
    path("berkas/", case_list_views.cases, name="cases"),
    path(CASE, case_views.case, name="case"),
    path(CASE + "lampiran/<uuid:attachment_id>/", case_views.paper, name="paper"),
    path(CASE + "pegang/<slug:what>/", assignment_views.change, name="assignment"),
    path(CASE + "serahkan/", handover_views.hand_over, name="hand-over"),
    path(CASE + "<slug:action>/", case_views.act, name="act"),
    path("uang/", payment_views.matters, name="money"),
    path("uang/rekonsiliasi/", reconciliation_views.reports, name="reports"),
    path("uang/rekonsiliasi/<uuid:report_id>/", reconciliation_views.report, name="report"),
    path(
        "uang/rekonsiliasi/<uuid:report_id>/tanda/", reconciliation_views.sign, name="report-sign"
    ),
    path("uang/lacak/", reconciliation_views.trace, name="trace"),
    path("uang/<uuid:about>/usul/", payment_views.propose, name="money-propose"),
    path("uang/keputusan/<uuid:ruling_id>/", payment_views.decide, name="money-decide"),
    path("saya/", work_views.my_work, name="my-work"),
    path("saya/<slug:what>/", work_views.tell, name="tell"),
    path("layanan/", work_views.services, name="services"),
    path("darurat/", glass_views.emergency, name="emergency"),
    path("tinjauan/", glass_views.reviews, name="reviews"),
    path("laporan-biaya/", extra_fee_views.reports, name="extra-fees"),
    path("penyerahan/", handover_views.waiting, name="collection"),
    path("pembuatan/", production_views.listing, name="production"),
    path("pembuatan/buat/", production_views.make, name="batch-make"),
    path("pembuatan/<uuid:batch_id>/", production_views.batch, name="batch"),
    path("pembuatan/<uuid:batch_id>/berkas/", production_views.download, name="batch-file"),
    path("pembuatan/<uuid:batch_id>/jawaban/", production_views.answer, name="batch-answer"),
    path("pembuatan/<uuid:batch_id>/<slug:step>/", production_views.step, name="batch-step"),
    path("sistem/", system_views.system, name="system"),
    path("sistem/<int:reaction_id>/ulang/", system_views.retry, name="retry"),
]
