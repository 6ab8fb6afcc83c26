"""Published versions of services: written once, kept for good."""

from typing import Any, NoReturn

from django.db import models


class VersionIsKept(Exception):
    """A published version is what applications were begun under: it never changes."""


class ServiceVersion(models.Model):
    slug = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    valid_from = models.DateField()
    sha256 = models.CharField(max_length=64)
    source = models.TextField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slug", "version"], name="service_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise VersionIsKept
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise VersionIsKept
