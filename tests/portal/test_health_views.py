"""What watchers ask."""

from datetime import timedelta

import pytest
from django.test import Client

from lintas.journal import public as journal
from lintas.kernel import clock

pytestmark = pytest.mark.django_db


def test_ready_only_while_a_worker_is_heard(client: Client) -> None:
    assert client.get("/readyz").status_code == 503
    journal.beat("worker-of-this-test", clock.now() - timedelta(hours=1))
    assert client.get("/readyz").json()["worker"] is False
    journal.beat("worker-of-this-test", clock.now())
    assert client.get("/readyz").status_code == 200


def test_metrics_are_there_only_for_the_token(client: Client, settings: object) -> None:
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = "a-token-of-this-test"
    assert client.get("/metrics", headers={"Authorization": "Bearer other"}).status_code == 404
    given = client.get("/metrics", headers={"Authorization": "Bearer a-token-of-this-test"})
    assert given.status_code == 200
    assert b"lintas_reactions_failing" in given.content
