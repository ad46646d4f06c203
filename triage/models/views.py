"""Views of the queue that somebody comes back to."""

from django.db import models

from lightbulb.core.staff.models import User
from lightbulb.core.web.saved import SavedView, once_a_name


class QueueView(SavedView):
    """The filters of the queue under a name, for the one who named them."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="queue_views")

    class Meta(SavedView.Meta):
        constraints = [once_a_name("queue_view_once_a_name")]
