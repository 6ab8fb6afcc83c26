"""People and staff, and the codes they sign in with."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django_otp.models import CooldownMixin, SideChannelDevice, ThrottlingMixin

from lintas.kernel.actor import Role
from lintas.kernel.ids import new_id


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=username)


class Account(AbstractBaseUser):  # type: ignore[django-manager-missing]
    """Somebody who can sign in: a person by phone or e-mail, staff by username."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=40, unique=True, null=True, blank=True)
    email = models.EmailField(unique=True, null=True, blank=True)
    phone = models.CharField(max_length=20, unique=True, null=True, blank=True)
    name = models.CharField(max_length=150, blank=True)
    language = models.CharField(max_length=5, default="id")
    is_active = models.BooleanField(default=True)
    opened_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AccountManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(username__isnull=False)
                | models.Q(email__isnull=False)
                | models.Q(phone__isnull=False),
                name="account_can_be_reached_or_signs_in",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class StaffRole(models.Model):
    """A role somebody holds at one office."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=10, choices=[(r.value, r.value) for r in Role])
    office = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "role", "office"], name="staff_role_held_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.office}"


class Session(AbstractBaseSession):
    """A browser that was here; `account` is whoever signed in on it.

    `knew` is the hash by which it stays signed in. Both also stand in the session's data; here a
    hundred sessions can be asked for at once, without opening each.
    """

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, null=True, related_name="sessions"
    )
    knew = models.CharField(max_length=64, blank=True)

    @classmethod
    def get_session_store_class(cls) -> Any:
        from lintas.accounts.sessions import SessionStore

        return SessionStore


class CodeDevice(ThrottlingMixin, CooldownMixin, SideChannelDevice):  # type: ignore[misc]
    """One one-time code sent to a phone or mailbox; django-otp keeps its rules.

    `name` says what it is good for: a code made for one thing opens no other.
    """

    MOST_SLIPS = 5
    SIGN_IN = "code"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    def get_throttle_factor(self) -> int:
        return 1

    def get_cooldown_duration(self) -> int:
        return 20

    def generate_token(self, *args: Any, valid_secs: int = 600, **kwargs: Any) -> None:
        super().generate_token(length=6, valid_secs=valid_secs, commit=False)
        self.cooldown_set(commit=False)
        self.save()

    def note_slip(self) -> None:
        """A wrong code: the next try waits longer, and after MOST_SLIPS there is none."""
        self.throttle_increment(commit=False)
        if self.throttling_failure_count >= self.MOST_SLIPS:
            self.token = None
        self.save()


class Tries(models.Model):
    """How often something was tried in one stretch of time."""

    key = models.CharField(max_length=120)
    since = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "since"], name="tries_counted_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.count}"
