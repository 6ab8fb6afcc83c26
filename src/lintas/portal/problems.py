"""How the API says that something is wrong: problem details, in the answer and its description."""

from http import HTTPStatus
from typing import Any

PROBLEM = "application/problem+json"
SHAPE: dict[str, Any] = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence for people."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}


def problems(*statuses: int) -> dict[str, Any]:
    """For a route's `openapi_extra`. Source: RFC 9457."""
    return {
        "responses": {
            status: {
                "description": HTTPStatus(status).phrase,
                "content": {PROBLEM: {"schema": SHAPE}},
            }
            for status in statuses
        }
    }
