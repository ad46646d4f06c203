"""The partnership as it stands today: who, where, and what each does for the others."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lightbulb.core.organisations.models import Agreement, Locality, Organisation


@require_GET
def partnership(request: HttpRequest) -> HttpResponse:
    on = timezone.localdate()
    context = {
        "on": on,
        "organisations": Organisation.objects.in_force(on).select_related("hosted_by"),
        "localities": Locality.objects.in_force(on).select_related("organisation"),
        "agreements": Agreement.objects.in_force(on).for_display(),
    }
    return render(request, "core/partnership.html", context)
