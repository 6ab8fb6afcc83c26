"""The front door of voices."""

from lintas.voices.queries import extra_fee_reports

__all__ = ["extra_fee_reports"]
