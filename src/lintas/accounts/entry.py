"""Who may enter a page: every view says so with one of these, and a test demands it."""

from collections.abc import Callable, Mapping
from functools import cache, wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import resolve, reverse

from lintas.accounts.queries import roles_of
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import read_id

View = Callable[..., HttpResponseBase]

CASES = "cases"


def actor_of(request: HttpRequest) -> Actor:
    """Who is at the other end: staff (password and one-time code done), a person, or a visitor.

    Cost: one query for those who are signed in, once a request.
    """
    known = getattr(request, "_lintas_actor", None)
    if known is None:
        known = _actor(request)
        request._lintas_actor = known  # type: ignore[attr-defined]
    actor: Actor = known
    return actor


def opened_cases(session: Mapping[str, Any]) -> frozenset[UUID]:
    """The applications that this browser has opened with their secret, or begun itself."""
    return frozenset(UUID(case) for case in session.get(CASES, []))


def _actor(request: HttpRequest) -> Actor:
    cases = opened_cases(request.session)
    user: Any = request.user
    if not user.is_authenticated:
        return Actor(kind=ActorKind.PERSON, cases=cases)
    office, roles = roles_of(user.pk)
    if roles and user.is_verified():
        return Actor(kind=ActorKind.STAFF, id=user.pk, roles=roles, office=office, name=user.name)
    if roles:
        return Actor(kind=ActorKind.PERSON, cases=cases)  # half signed in is not signed in
    return Actor(kind=ActorKind.PERSON, id=user.pk, name=user.name, cases=cases)


def grant_case(request: HttpRequest, case: UUID) -> None:
    """Let this browser's session follow one application (its secret was shown or made here)."""
    cases = [c for c in request.session.get(CASES, []) if c != str(case)]
    request.session[CASES] = [*cases, str(case)][-20:]
    if hasattr(request, "_lintas_actor"):
        del request._lintas_actor


def id_named(typed: str) -> UUID:
    """What a form names. Raises: Http404 where it is no id, as for the id of nothing."""
    found = read_id(typed)
    if found is None:
        raise Http404
    return found


def _sign_in(request: HttpRequest, page: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse(page)}?{urlencode({'next': request.get_full_path()})}")


def _says(view: View, entry: str) -> View:
    view.entry = entry  # type: ignore[attr-defined]
    return view


def anyone(view: View) -> View:
    """A page for everybody; what it shows of an application is the query's to decide."""
    return _says(view, "anyone")


def machine(view: View) -> View:
    """For programs: the view checks a signature or a token itself."""
    return _says(view, "machine")


def signed_in(view: View) -> View:
    """For a person with an account; others are sent to the sign-in page and come back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = actor_of(request)
        if actor.id is None or actor.is_staff:
            return _sign_in(request, "accounts:sign-in")
        return view(request, *args, **kwargs)

    return _says(guarded, "signed-in")


def staff(*roles: Role) -> Callable[[View], View]:
    """For staff who hold one of these roles; anybody signed in otherwise finds nothing here."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = actor_of(request)
            if actor.has(*roles):
                return view(request, *args, **kwargs)
            if actor.is_staff or actor.id is not None:
                raise Http404
            return _sign_in(request, "accounts:staff-sign-in")

        guarded.admits = frozenset(roles)  # type: ignore[attr-defined]
        return _says(guarded, "staff: " + ", ".join(roles))

    return guard


@cache
def _admitted(name: str) -> frozenset[Role]:
    return getattr(resolve(reverse(name)).func, "admits", frozenset())


def may_open(actor: Actor, name: str) -> bool:
    """Whether the page of this route, one without arguments, lets this member of staff in."""
    return actor.has(*_admitted(name))
