"""How often one caller may ask, counted in the database so that no broker is needed."""

from rest_framework.throttling import UserRateThrottle


class CallerThrottle(UserRateThrottle):
    """A person or a system, each on its own; a stranger is turned away before."""

    scope = "caller"
