"""The site with four more pages, one for each kind of entry; a page says whom it met."""

from django.http import HttpRequest, JsonResponse
from django.urls import path

from lintas import urls
from lintas.accounts.public import actor_of, anyone, grant_case, machine, signed_in, staff
from lintas.kernel.actor import Role
from lintas.kernel.ids import new_id

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


def show(request: HttpRequest, place: str = "") -> JsonResponse:
    actor = actor_of(request)
    return JsonResponse(
        {
            "kind": actor.kind,
            "id": str(actor.id or ""),
            "office": actor.office,
            "roles": sorted(actor.roles),
            "cases": sorted(str(case) for case in actor.cases),
            "place": place,
        }
    )


def show_to_programs(request: HttpRequest) -> JsonResponse:
    return show(request)


def show_granted(request: HttpRequest, place: str) -> JsonResponse:
    """Grants so many new cases to this browser and shows at once who it is then."""
    before = actor_of(request).cases
    granted = [new_id() for _ in range(int(place))]
    for case in [*granted, *granted[-1:]]:
        grant_case(request, case)
    known = sorted(str(case) for case in actor_of(request).cases - before)
    return JsonResponse({"granted": sorted(map(str, granted)), "known": known})


urlpatterns = [
    path("uji/siapa-saja/", anyone(show)),
    path("uji/mesin/", machine(show_to_programs)),
    path("uji/masuk/<slug:place>/", signed_in(show)),
    path("uji/petugas/", staff(Role.OFFICER, Role.HEAD)(show)),
    path("uji/beri/<int:place>/", anyone(show_granted)),
    *urls.urlpatterns,
]
