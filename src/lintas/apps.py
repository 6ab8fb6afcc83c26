"""The house itself: takes the wiring once everything is loaded."""

from django.apps import AppConfig


class LintasConfig(AppConfig):
    name = "lintas"
    label = "lintas"

    def ready(self) -> None:
        from lintas import logs, start_checks, wiring
        from lintas.casework import public as casework
        from lintas.journal import public as journal

        logs.set_up()
        start_checks.register()
        journal.declare(wiring.REACTIONS)
        casework.declare_exclusions(wiring.EXCLUSIONS)
