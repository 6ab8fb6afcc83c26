from django.urls import path

from lintas.portal import (
    draw_views,
    guide_views,
    install_views,
    lobby_views,
    outreach_views,
    rule_views,
    views,
    village_views,
)

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("layanan/", views.services, name="services"),
    path("layanan/<slug:slug>/", views.service, name="service"),
    path("layanan/<slug:slug>/syarat/", guide_views.requirements, name="requirements"),
    path("layanan/<slug:slug>/standar/", views.standard, name="standard"),
    path("biaya/", views.fees, name="fees"),
    path("pilih/", guide_views.guide, name="guide"),
    path("kantor/<slug:slug>/", views.office, name="office"),
    path("jemput-bola/", outreach_views.outreach, name="outreach"),
    path("jemput-bola/<slug:place>/<str:on>/", village_views.stop, name="stop"),
    path("jemput-bola/<slug:place>/<str:on>/minta/", village_views.ask, name="stop-ask"),
    path("jemput-bola/<slug:place>/<str:on>/tarik/", village_views.withdraw, name="stop-withdraw"),
    path("aturan/", rule_views.rules, name="rules"),
    path("aturan/<slug:subject>/", rule_views.rules_on, name="rules-of"),
    path("undian/", draw_views.draws, name="draws"),
    path("undian/<uuid:draw_id>/", draw_views.draw, name="draw"),
    path("undian/<uuid:draw_id>/hasil.json", draw_views.record, name="draw-record"),
    path("ruang-tunggu/<uuid:lobby_id>/", lobby_views.lobby, name="lobby"),
    path("ruang-tunggu/<uuid:lobby_id>/urutan.json", lobby_views.record, name="lobby-record"),
    path("status/", views.status, name="status"),
    path("saya/", views.mine, name="mine"),
    path("luring/", views.offline, name="offline"),
    path("manifest.webmanifest", install_views.manifest, name="manifest"),
]
