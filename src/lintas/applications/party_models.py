"""Who stands beside an applicant: whoever fills in for them, and the guarantor."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lintas.applications.party_rules import EndedBy, How, Kind


def _words(found: type[Kind] | type[How] | type[EndedBy]) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in found]


class Party(models.Model):
    """Somebody else who writes in a draft; the name goes when the answers are erased."""

    id = models.UUIDField(primary_key=True, editable=False)
    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="parties"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="parties"
    )
    kind = models.CharField(max_length=10, choices=_words(Kind))
    name = models.CharField(max_length=150, blank=True)
    invited = models.BooleanField()
    """Asked by the applicant; otherwise they said themselves that they fill in."""
    since = models.DateTimeField()
    may_see = models.BooleanField(default=False)
    """What the applicant allowed once it is sent: to see all of it and to pay and book."""
    is_told = models.BooleanField(default=False)
    """… and to hear the news of it."""
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=10, blank=True, choices=_words(EndedBy))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "account"],
                condition=Q(ended_at=None),
                name="party_once_an_application",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(ended_at=None, invited=False),
                name="party_filling_in_is_one",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by="")
                | Q(ended_at__isnull=False) & ~Q(ended_by=""),
                name="party_end_names_whose",
            ),
        ]
        indexes = [
            models.Index(
                fields=["account", "application"], condition=Q(ended_at=None), name="party_live"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.application_id}"


class Confirmation(models.Model):
    """How the applicant says yes to what another wrote, and to which text they did."""

    application = models.OneToOneField(
        "applications.Application",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="confirmation",
    )
    how = models.CharField(max_length=10, choices=_words(How))
    """The way that was agreed: a code, or a paper for those without any phone."""
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    """Where the applicant is reached; they see the draft once a code went there."""
    met = models.BooleanField(default=False)
    """The applicant has answered from there: the contact is theirs and changes no more."""
    device = models.UUIDField(null=True)
    """The code under way, and what was written when it was asked for."""
    device_mark = models.CharField(max_length=64, blank=True)
    mark = models.CharField(max_length=64, blank=True)
    """What the applicant said yes to; another mark is to be confirmed anew."""
    said = models.CharField(max_length=10, blank=True, choices=_words(How))
    paper = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None, said="", mark="")
                | Q(confirmed_at__isnull=False) & ~Q(said="") & ~Q(mark=""),
                name="confirmation_says_to_what_and_how",
            ),
            models.CheckConstraint(
                condition=~Q(said="paper") | Q(paper__isnull=False),
                name="confirmation_on_paper_has_it",
            ),
        ]

    def __str__(self) -> str:
        return str(self.application_id)


class Invitation(models.Model):
    """A word to somebody's own phone or mailbox that they may write in a draft; works once."""

    id = models.UUIDField(primary_key=True, editable=False)
    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="invitations"
    )
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    as_applicant = models.BooleanField()
    """For whoever the request is for; otherwise for the guarantor."""
    inviter = models.CharField(max_length=150, blank=True)
    device = models.UUIDField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "account"],
                condition=Q(used_at=None, withdrawn_at=None),
                name="invitation_open_once_a_contact",
            )
        ]

    def __str__(self) -> str:
        return str(self.application_id)
