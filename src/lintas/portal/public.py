"""The front door of the portal: what stands before Django in the web process."""

from lintas.portal.in_front import in_front, settle_down

__all__ = ["in_front", "settle_down"]
