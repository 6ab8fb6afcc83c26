"""The larger kinds of question through the pages, without scripts."""

import re
from uuid import UUID

import pytest
from django.test import Client

from lintas.applications.models import Application
from lintas.catalogue.answers import rows_in
from tests.answers import SPECIMEN
from tests.walk import form_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


def begun(service: str, **known: str) -> tuple[Client, Application]:
    person = Client()
    place = person.post(f"/permohonan/baru/{service}/", known).url
    return person, Application.objects.get(pk=UUID(place.split("/")[2]))


def kept(application: Application) -> dict[str, str]:
    application.refresh_from_db()
    return Application.objects.get(pk=application.pk).answers.data


def test_the_lines_of_a_passport_fill_in_the_next_pages() -> None:
    person, one = begun("perpanjangan-itk")
    here = f"/permohonan/{one.pk}/isi/baris-paspor/"
    saved = person.post(here, {"baris-paspor": SPECIMEN})
    assert saved.url.endswith("/isi/passport/")
    page = person.get(saved.url).content.decode()
    for value in ("ANNA MARIA ERIKSSON", "Utopia", "L898902C3", "2012"):
        assert f'value="{value}"' in page
    assert kept(one)["tanggal-lahir"] == "1974-08-12"


def test_what_was_written_before_is_not_written_over() -> None:
    person, one = begun("perpanjangan-itk")
    person.post(
        f"/permohonan/{one.pk}/isi/passport/",
        form_of(
            {
                "nama": "Anna Maria Eriksson",
                "kewarganegaraan": "Utopia",
                "nomor-paspor": "X1234567",
                "paspor-berlaku-sampai": "1 1 2031",
            }
        ),
    )
    person.post(f"/permohonan/{one.pk}/isi/baris-paspor/", {"baris-paspor": SPECIMEN})
    assert kept(one)["nomor-paspor"] == "X1234567"
    assert kept(one)["nama"] == "Anna Maria Eriksson"


def test_lines_misread_are_offered_and_taken_by_a_button() -> None:
    person, one = begun("perpanjangan-itk")
    here = f"/permohonan/{one.pk}/isi/baris-paspor/"
    misread = SPECIMEN.replace("740812", "74O8I2")
    page = person.post(here, {"baris-paspor": misread}).content.decode()
    assert "Angka pemeriksa tidak cocok" in page
    offered = re.search(r'name="baris-paspor_use" value="([^"]*)"', page)
    assert offered is not None
    meant = offered.group(1).replace("&lt;", "<")
    taken = person.post(here, {"baris-paspor": misread, "baris-paspor_use": meant})
    assert "Angka pemeriksa tidak cocok" not in taken.content.decode()
    assert kept(one) == {}
    person.post(here, {"baris-paspor": meant})
    assert kept(one)["baris-paspor"] == SPECIMEN


def test_parents_are_added_and_taken_away_row_by_row() -> None:
    person, one = begun("paspor-baru-anak")
    here = f"/permohonan/{one.pk}/isi/orang-tua/"
    page = person.get(here).content.decode()
    assert page.count('class="entry"') == 1
    typed = {
        "orang-tua_count": "1",
        "orang-tua_0_hubungan": "ibu",
        "orang-tua_0_nama": "Contoh Ibu",
        "kehadiran-orang-tua": "keduanya-hadir",
    }
    page = person.post(here, {**typed, "orang-tua_add": "1"}).content.decode()
    assert page.count('class="entry"') == 2
    assert 'value="Contoh Ibu"' in page
    assert re.search(r'value="keduanya-hadir"[^>]*checked', page)
    assert kept(one) == {}
    typed |= {"orang-tua_count": "2", "orang-tua_1_nama": "Contoh Ayah"}
    page = person.post(here, typed).content.decode()
    assert "Lihat lagi Orang tua 2." in page
    assert 'value="Contoh Ayah"' in page
    assert person.post(here, typed | {"orang-tua_1_hubungan": "ayah"}).status_code == 302
    rows = rows_in(kept(one)["orang-tua"])
    assert [row["nama"] for row in rows] == ["Contoh Ibu", "Contoh Ayah"]
    summary = person.get(f"/permohonan/{one.pk}/periksa/").content.decode()
    assert "Orang tua 2: Hubungan dengan anak: Ayah; Nama lengkap: Contoh Ayah" in summary
    page = person.get(here).content.decode()
    assert page.count('class="entry"') == 2


def test_one_of_several_choices_opens_what_hangs_on_it() -> None:
    person, one = begun("perpanjangan-itk")
    here = f"/permohonan/{one.pk}/isi/plans/"
    assert 'name="kegiatan-lain"' not in person.get(here).content.decode()
    opened = person.post(here, {"kegiatan": ["selancar", "lain"], "pernyataan": "on"})
    assert 'name="kegiatan-lain"' in opened.content.decode()
    person.post(
        here, {"kegiatan": ["selancar", "lain"], "kegiatan-lain": "Foto", "pernyataan": "on"}
    )
    assert kept(one)["kegiatan"] == "selancar lain"


def test_an_address_may_bring_several_choices() -> None:
    _person, one = begun("perpanjangan-itk", kegiatan=["lain", "selancar"])
    assert kept(one)["kegiatan"] == "lain selancar"
    _person, one = begun("perpanjangan-itk", kegiatan=["bekerja"])
    assert kept(one) == {}
