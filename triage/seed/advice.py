"""The library of answers that the demonstration begins with."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

from lightbulb.core.access.roles import RoleCode
from lightbulb.core.staff.models import Membership
from triage.models import AdviceEntry

FILE = Path(__file__).parent / "advice.toml"


def seed_advice(*, on: date) -> str:
    told = tomllib.loads(FILE.read_text())
    officers = Membership.objects.in_force(on).filter(role=RoleCode.TRIAGE_OFFICER)
    first = officers.select_related("user").order_by("user__email").first()
    made = AdviceEntry.objects.bulk_create(
        AdviceEntry(
            title=answer["title"],
            words=answer["words"],
            needs=answer["needs"],
            is_pack=answer.get("is_pack", False),
            source=told["source"],
            checked_on=on - timedelta(days=told["checked_days_ago"]),
            checked_by=first.user if first else None,
        )
        for answer in told["answers"]
    )
    return f"{len(made)} answers in the library"
