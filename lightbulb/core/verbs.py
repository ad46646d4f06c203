"""What happens on the ground floor."""

from types import MappingProxyType

from lightbulb.core.record.verbs import CODE, DATE, FIELDS, ID, NUMBER, VerbEnum, VerbSpec


class Verb(VerbEnum):
    SIGNED_IN = VerbSpec(1, "signed in")
    SIGN_IN_REFUSED = VerbSpec(1, "was refused at sign-in")
    SIGNED_OUT = VerbSpec(1, "signed out")
    PASSWORD_CHANGED = VerbSpec(1, "changed their password")
    OWN_DETAILS_CHANGED = VerbSpec(
        1, "changed their own details", MappingProxyType({"fields": FIELDS})
    )
    ABSENCE_RECORDED = VerbSpec(
        1,
        "recorded days away",
        MappingProxyType({"user": ID, "starts_on": DATE, "ends_on": DATE, "cover": ID}),
    )
    ABSENCE_WITHDRAWN = VerbSpec(1, "took back days away", MappingProxyType({"user": ID}))
    NOTICE_READ = VerbSpec(1, "marked a notice as read")
    SERVICE_ACCOUNT_CREATED = VerbSpec(
        1,
        "let another system in",
        MappingProxyType({"role": CODE, "localities": NUMBER, "ends_on": DATE}),
    )
    SEALING_RESTORED = VerbSpec(
        1,
        "began sealing again after a restore",
        MappingProxyType({"after": NUMBER, "lost": NUMBER, "found": NUMBER}),
    )
    SERVICE_ACCOUNT_REVOKED = VerbSpec(1, "shut another system out")
    RESTRICTED = VerbSpec(
        1, "restricted who may see this", MappingProxyType({"kind": CODE, "named": NUMBER})
    )
    RESTRICTION_LIFTED = VerbSpec(1, "lifted a restriction")
    RESTRICTION_NAMED = VerbSpec(
        1, "named somebody in a restriction", MappingProxyType({"user": ID})
    )
    RESTRICTION_NAME_REMOVED = VerbSpec(
        1, "took somebody's name out of a restriction", MappingProxyType({"user": ID})
    )
