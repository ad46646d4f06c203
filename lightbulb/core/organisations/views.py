"""The partnership as it stands today: who, where, and what each does for the others."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lightbulb.core.organisations.models import Agreement, Locality, Organisation
from lightbulb.core.web.members import members_only


@require_safe
@members_only
def partnership(request: HttpRequest) -> HttpResponse:
    on = timezone.localdate()
    agreements = Agreement.objects.in_force(on).for_display()
    context = {
        "on": on,
        "organisations": Organisation.objects.in_force(on).select_related("hosted_by"),
        "localities": Locality.objects.in_force(on).select_related("organisation"),
        "agreements": [(each, is_example(each)) for each in agreements],
    }
    return render(request, "core/partnership.html", context)


def is_example(agreement: Agreement) -> bool:
    """An invented agreement says so where a real one says where it is written."""
    return "example" in agreement.source.lower()
