"""Opening a case here."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from oocr.access.actions.reading import record_names_listed
from oocr.access.permissions import Permission
from oocr.cases.actions.opening import open_case_here
from oocr.cases.forms.opening import CrimeNotRecorded, OpenCase, WhichPerson
from oocr.cases.models import Crime
from oocr.cases.opening import crimes_numbered, kept_from, people_alike
from oocr.cases.presenters.opening import open_case_page
from oocr.lifecycle.verdict import Refused
from oocr.ui.render import render


@require_http_methods(["GET", "HEAD", "POST"])
def open_case(request: Any) -> HttpResponse:
    """Open a case. What must be asked besides – of a crime nobody has recorded, of a person who is like another –
    is asked on the same page, with everything that was typed still there.
    """
    at = timezone.now()
    posted = request.POST if request.method == "POST" else None
    form = OpenCase(
        posted,
        agencies=request.user.agencies_where(Permission.OPEN_CASE),
        collar_number=request.user.collar_number,
        today=timezone.localdate(at),
    )
    which, unknown, known = WhichPerson(alike=[]), [], {}
    if posted is not None and form.is_valid():
        said = form.cleaned_data
        known = crimes_numbered(said["crime_numbers"])
        unknown = _not_recorded(posted, said["crime_numbers"], known, timezone.localdate(at))
        name = f"{said['given_names']} {said['family_name']}"
        alike = people_alike(request.user, name, said["date_of_birth"])
        record_names_listed(of="people", rows=len(alike), by=request.user, at=at)
        which = WhichPerson(posted, alike=alike)
        if all(each.is_valid() for each in unknown) and (not alike or which.is_valid()):
            try:
                case = open_case_here(
                    crimes=[*known.values(), *(each.crime for each in unknown)],
                    person=(which.known if alike else None) or form.person,
                    agency=form.force,
                    officer=said["officer"],
                    opened_on=said["opened_on"],
                    summary=said["summary"].strip(),
                    by=request.user,
                    at=at,
                )
            except Refused as refused:
                form.take(refused.verdict)
            else:
                messages.success(request, f"The case is opened. Its reference is {case.reference}.")
                return redirect("desk:case", case.reference)
        # Of a crime in a case that is kept from them nobody is told what it is.
        hidden = kept_from(request.user, known.values())
        shown = [crime for crime in known.values() if crime.pk not in hidden]
        return render(request, "cases/open_case.html", open_case_page(form, unknown, shown, which, alike))
    return render(request, "cases/open_case.html", open_case_page(form, unknown, [], which, []))


def _not_recorded(
    posted: Any, numbers: Sequence[str], known: dict[str, Crime], today: Any
) -> list[CrimeNotRecorded]:
    wanted = [number for number in numbers if number not in known]
    return [
        CrimeNotRecorded(posted, prefix=f"crime{place}", number=number, today=today)
        for place, number in enumerate(wanted, start=1)
    ]
