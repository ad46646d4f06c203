"""Every table of the ground floor, in one place for Django to find."""

from lightbulb.core.access.models import EmergencyAccess, Restriction, RestrictionName
from lightbulb.core.kept.models import KeptForm, Sitting
from lightbulb.core.organisations.models import Agreement, Locality, Organisation
from lightbulb.core.places.models import Postcode, PostcodeDirectory
from lightbulb.core.record.models import Event, OutboxRow, Pulse, Revision
from lightbulb.core.record.reads.models import ReadEvent
from lightbulb.core.record.seals.models import Seal, SealRestart
from lightbulb.core.service_accounts.models import IdempotencyKey, ServiceAccount
from lightbulb.core.staff.models import Absence, Membership, Notice, User

__all__ = [
    "Absence",
    "Agreement",
    "EmergencyAccess",
    "Event",
    "IdempotencyKey",
    "KeptForm",
    "Locality",
    "Membership",
    "Notice",
    "Organisation",
    "OutboxRow",
    "Postcode",
    "PostcodeDirectory",
    "Pulse",
    "ReadEvent",
    "Restriction",
    "RestrictionName",
    "Revision",
    "Seal",
    "SealRestart",
    "ServiceAccount",
    "Sitting",
    "User",
]
