"""Views of the caseload that somebody comes back to."""

from django.db import models

from lightbulb.core.staff.models import User
from lightbulb.core.web.saved import SavedView, once_a_name


class CaseloadView(SavedView):
    """The filters of the caseload under a name, for the one who named them."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="caseload_views")

    class Meta(SavedView.Meta):
        constraints = [once_a_name("caseload_view_once_a_name")]
