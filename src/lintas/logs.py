"""Structured logs, one JSON line an event, without personal data.

Code logs ids and situations, never names, numbers of papers or contacts.
"""

import logging
import sys

import structlog


def set_up(level: int = logging.INFO) -> None:
    """Send our events and those of the libraries through one renderer to standard error."""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.getLogger("django.security.csrf").setLevel(logging.ERROR)
    for chatty in ("httpx", "httpcore", "django.utils.autoreload", "PIL", "fontTools"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
