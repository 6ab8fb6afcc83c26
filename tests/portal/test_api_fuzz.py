"""Hundreds of requests that nobody would think of, made from the API's own description.

The same ones each time. Whatever comes in: no server error, only what is described, and errors
as problem details.
"""

import os
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from lintas.kernel import clock
from lintas.portal.api import api
from tests.appointments.cast import announced

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"
EXAMPLES = int(os.environ.get("LINTAS_FUZZ_EXAMPLES", "40"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
PLAIN = {"Accept-Encoding": "identity"}
KNOWN = {"slug": "mentawai", "service": "paspor-penggantian"}
"""Some requests go to what is there, else nearly all would find nothing."""


DESCRIBED = api.get_openapi_schema(path_prefix="/api/")["paths"]
OPERATIONS = sorted(f"{method.upper()} {path}" for path in DESCRIBED for method in DESCRIBED[path])
WITH_A_BODY = [n for n in OPERATIONS if n.startswith("POST")]


@pytest.fixture
def schema() -> Iterator[schemathesis.BaseSchema]:
    """In this process; the test's own connection outlives each request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        *((name, GenerationMode.POSITIVE) for name in OPERATIONS),
        *((name, GenerationMode.NEGATIVE) for name in WITH_A_BODY),
    ],
)
def test_no_request_breaks_what_the_description_promises(
    schema: schemathesis.BaseSchema, name: str, mode: GenerationMode
) -> None:
    method, path = name.split(" ")
    operation = schema[path][method]

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        answered = case.call(headers=PLAIN)
        case.validate_response(answered, checks=CHECKS)
        if answered.status_code >= 400:
            assert answered.headers["content-type"] == [PROBLEM]
            assert answered.json()["status"] == answered.status_code

    ask()


@pytest.mark.parametrize("name", [n for n in OPERATIONS if "{" in n])
def test_what_is_there_answers_as_described(schema: schemathesis.BaseSchema, name: str) -> None:
    method, path = name.split(" ")
    known = KNOWN | {"draw_id": str(announced(clock.now()).pk)}
    known |= {"slug": KNOWN["service"]} if "/services/{slug}" in path else {}
    given_path = {part: value for part, value in known.items() if f"{{{part}}}" in path}
    case = schema[path][method].Case(path_parameters=given_path)
    answered = case.call(headers=PLAIN)
    case.validate_response(answered, checks=CHECKS)
    assert answered.status_code == 200
