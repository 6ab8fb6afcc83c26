"""The API for programs: JSON that says what it means, also when it refuses."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"


def test_services_are_listed_in_both_languages(client: Client) -> None:
    listed = client.get("/api/v1/services").json()
    assert {"paspor-penggantian", "perpanjangan-itk"} <= {one["id"] for one in listed}
    assert all(one["title"]["id"] and one["title"]["en"] for one in listed)


@pytest.mark.parametrize("path", ["/api/v1/services/tidak-ada", "/api/v1/tidak-ada"])
def test_what_is_absent_is_a_problem(client: Client, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (404, PROBLEM)
    assert response.json()["status"] == 404


def test_a_request_of_another_shape_is_a_problem(client: Client) -> None:
    response = client.post("/api/v1/standing", {"number": "x"}, content_type="application/json")
    assert (response.status_code, response["Content-Type"]) == (422, PROBLEM)
    assert response.json()["errors"]


def test_a_wrong_secret_tells_nothing(client: Client) -> None:
    asked = {"number": "MTW-26-22222", "secret": "2222-2222"}
    response = client.post("/api/v1/standing", asked, content_type="application/json")
    assert (response.status_code, response["Content-Type"]) == (404, PROBLEM)


def test_a_method_that_is_not_answered_is_a_problem(client: Client) -> None:
    response = client.delete("/api/v1/services")
    assert (response.status_code, response["Content-Type"]) == (405, PROBLEM)
    assert "GET" in response["Allow"]


def test_an_answer_that_has_not_changed_is_not_sent_again(client: Client) -> None:
    first = client.get("/api/v1/services")
    assert "max-age" in first["Cache-Control"]
    again = client.get("/api/v1/services", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
