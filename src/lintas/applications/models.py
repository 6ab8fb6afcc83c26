"""Applications and what belongs to them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lintas.applications import (  # noqa: F401 - the app's other tables
    handover_models,
    party_models,
    visit_models,
)
from lintas.applications.list_indexes import INDEXES
from lintas.applications.rules import Status
from lintas.kernel.ids import new_id


class Application(models.Model):
    """A person's request; personal data lies in Answers, which can be erased on its own."""

    id = models.UUIDField(primary_key=True, editable=False)
    number = models.CharField(max_length=20)
    salt = models.CharField(max_length=32)
    door = models.UUIDField(unique=True, default=new_id)
    """What a browser keeps that opened this with the secret; another secret is another door."""
    office = models.CharField(max_length=60)
    service = models.CharField(max_length=60)
    service_version = models.PositiveIntegerField()
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="applications",
        db_index=False,  # application_of_account begins with it
    )
    on_paper = models.BooleanField(default=False)
    """Of somebody without phone and mailbox: confirmed on paper, followed with the secret."""
    language = models.CharField(max_length=5, default="id")
    status = models.CharField(max_length=20, choices=[(s.value, s.value) for s in Status])
    status_since = models.DateTimeField()
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    warned_after = models.PositiveSmallIntegerField(default=0)
    """Days of waiting to be collected after which the owner was last reminded."""
    reviewed_by = models.UUIDField(null=True)
    decider = models.UUIDField(null=True)
    """Who has this case to decide; nobody while it waits in the pool."""
    decided_by = models.UUIDField(null=True)

    class Meta:
        constraints = [  # `unique=True` would make a second index, for beginnings of numbers
            models.UniqueConstraint(fields=["number"], name="application_number_once"),
            models.CheckConstraint(
                condition=Q(status__in=[s.value for s in Status]), name="application_status_known"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None)
                | Q(decided_by=None)
                | ~Q(reviewed_by=F("decided_by")),
                name="application_decided_by_another_than_reviewed",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | Q(decider=None) | ~Q(reviewed_by=F("decider")),
                name="application_decider_is_another_than_the_reviewer",
            ),
            models.CheckConstraint(
                condition=Q(account__isnull=False)
                | Q(on_paper=True)
                | Q(status__in=[Status.DRAFT, Status.WITHDRAWN]),
                name="application_sent_has_an_account_or_a_paper",
            ),
        ]
        indexes = INDEXES

    def __str__(self) -> str:
        return self.number


class Answers(models.Model):
    """What the person wrote; `name` is the main name answer, folded, for the desk's search."""

    application = models.OneToOneField(
        Application, on_delete=models.CASCADE, primary_key=True, related_name="answers"
    )
    data = models.JSONField(default=dict)
    name = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField(null=True)
    """When something was last written or typed; empty in rows older than this column."""
    warned_days = models.PositiveSmallIntegerField(null=True)
    """Days before a draft's end at which its owner was last reminded since then."""
    name_folded = models.CharField(max_length=200, blank=True, db_index=True)

    def __str__(self) -> str:
        return str(self.application_id)


class DraftContact(models.Model):
    """Where to remind of a draft that has no account yet; opens nothing, erased with Answers."""

    answers = models.OneToOneField(
        Answers, on_delete=models.CASCADE, primary_key=True, related_name="contact"
    )
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)

    def __str__(self) -> str:
        return str(self.answers_id)


class SendWish(models.Model):
    """The owner pressed send while papers waited for the scanner; erased with Answers.

    It waits until the last one passed, or it fell away and says why until the next try.
    """

    class Because(models.TextChoices):
        CHANGED = "changed"
        PAPER = "paper"
        UNFIT = "unfit"

    answers = models.OneToOneField(
        Answers, on_delete=models.CASCADE, primary_key=True, related_name="send_wish"
    )
    account_id = models.UUIDField()
    bill = models.UUIDField(null=True)
    """The id of the bill that will be made: sent twice it is one. Empty for a corrected request."""
    wished_at = models.DateTimeField()
    fell_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=10, choices=Because, blank=True)
    paper = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(fell_at=None, because="") | (Q(fell_at__isnull=False) & ~Q(because="")),
                name="send_wish_falls_for_a_reason",
            )
        ]

    def __str__(self) -> str:
        return str(self.answers_id)


class Mark(models.Model):
    """A number or address by which a case is found (marks.py); personal, erased with Answers."""

    answers = models.ForeignKey(Answers, on_delete=models.CASCADE, related_name="marks")
    value = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["value", "answers"], name="mark_once_an_application")
        ]

    def __str__(self) -> str:
        return str(self.answers_id)


class Typed(models.Model):
    """What was typed on one page and not yet judged, as typed; erased with Answers.

    `data` holds by question {"at": moment, "inputs": {input name: [texts]}}.
    """

    answers = models.ForeignKey(Answers, on_delete=models.CASCADE, related_name="typed")
    page = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    typed_at = models.DateTimeField()
    written_by = models.UUIDField(null=True)
    """The account that wrote here last; nobody's while whoever writes has not signed in."""
    saved_at = models.DateTimeField(null=True)
    """When the page's answers were last kept: what was typed before that is of the past."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answers", "page"], name="typed_once_a_page")
        ]

    def __str__(self) -> str:
        return f"{self.answers_id} {self.page}"


class NameWord(models.Model):
    """A word of somebody's name, each once, so that what was typed is compared with few."""

    word = models.CharField(max_length=60, unique=True)
    sound = models.CharField(max_length=60, db_index=True)
    """The word by its sound: Soeharto and Suharto are one (names.py)."""

    def __str__(self) -> str:
        return self.word


class NameBearer(models.Model):
    """Whose name has a word; erased with Answers."""

    word = models.ForeignKey(
        NameWord, on_delete=models.CASCADE, related_name="bearers", db_index=False
    )
    answers = models.ForeignKey(Answers, on_delete=models.CASCADE, related_name="name_words")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["word", "answers"], name="name_word_once_a_case")
        ]

    def __str__(self) -> str:
        return f"{self.word_id} {self.answers_id}"


class Correction(models.Model):
    """One item the office asks to be corrected; `text` may name personal facts."""

    id = models.UUIDField(primary_key=True, editable=False)
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="corrections"
    )
    item = models.CharField(max_length=80)
    text = models.TextField()
    value_before = models.TextField(blank=True)
    """What stood there when it was asked for; of a paper nothing."""
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "item"],
                condition=Q(done_at=None),
                name="correction_open_once_an_item",
            )
        ]

    def __str__(self) -> str:
        return self.item


class CheckResult(models.Model):
    """What an officer found when checking one point of the service's list."""

    class Outcome(models.TextChoices):
        FITS = "fits"
        DIFFERS = "differs"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="checks")
    check_id = models.CharField(max_length=60)
    outcome = models.CharField(max_length=10, choices=Outcome)
    note = models.TextField(blank=True)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "check_id"], name="check_recorded_once")
        ]

    def __str__(self) -> str:
        return self.check_id


class Decision(models.Model):
    """A decision on an application, with its ground; one is in force, the others were set aside."""

    class Kind(models.TextChoices):
        APPROVED = "approved"
        REFUSED = "refused"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=10, choices=Kind)
    reason_id = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)
    rule = models.CharField(max_length=80, blank=True)
    by = models.UUIDField()
    at = models.DateTimeField()
    set_aside_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(set_aside_at=None),
                name="decision_in_force_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind="refused") | ~Q(rule=""), name="decision_refusal_names_its_rule"
            ),
        ]

    def __str__(self) -> str:
        return self.kind
