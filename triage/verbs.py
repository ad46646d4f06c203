"""What happens at the front door."""

from types import MappingProxyType

from lightbulb.core.record.verbs import CODE, DATE, FIELDS, ID, NUMBER, VerbEnum, VerbSpec


class Verb(VerbEnum):
    REFERRAL_LOGGED = VerbSpec(
        1,
        "logged a referral",
        MappingProxyType({"door": CODE, "source": CODE, "needs": FIELDS, "score": NUMBER}),
    )
    REFERRAL_DECIDED = VerbSpec(
        1,
        "decided the referral",
        MappingProxyType({"outcome": CODE, "priority": CODE, "case": ID}),
    )
    DECISION_UNDONE = VerbSpec(
        1,
        "took the decision back",
        MappingProxyType({"outcome": CODE, "priority": CODE, "case": ID}),
    )
    UNDO_PAUSED = VerbSpec(1, "asked for longer to take the decision back")
    REFERRAL_MOVED = VerbSpec(
        1,
        "moved the referral to the right person",
        MappingProxyType({"referral": ID, "before": ID, "after": ID}),
    )
    DETAILS_ASKED = VerbSpec(1, "asked for what is missing", MappingProxyType({"chase_on": DATE}))
    DETAILS_CAME = VerbSpec(1, "has what was missing")
    LIST_TAKEN = VerbSpec(
        1,
        "took a list from a practice",
        MappingProxyType({"number": NUMBER, "left_out": NUMBER}),
    )
    LIST_OPENED = VerbSpec(1, "read the names of a list")
    INVITATIONS_SENT = VerbSpec(
        1, "sent the letters of a list", MappingProxyType({"number": NUMBER})
    )
    INVITATION_ANSWERED = VerbSpec(
        1,
        "wrote down the answer to an invitation",
        MappingProxyType({"invitation": ID, "answer": CODE, "referral": ID}),
    )
    LIST_PURGED = VerbSpec(1, "forgot who did not answer", MappingProxyType({"number": NUMBER}))
    SHARING_CHANGED = VerbSpec(
        1,
        "changed what is passed on to somebody",
        MappingProxyType({"from": DATE, "before": ID, "fields": FIELDS}),
    )
    SHARING_SAID = VerbSpec(
        1,
        "wrote down what may be shared",
        MappingProxyType({"recipient": CODE, "answer": CODE}),
    )
    MAIL_TAKEN = VerbSpec(1, "took a mail from the shared mailbox")
    MAIL_READ = VerbSpec(1, "read a mail")
    MAIL_HANDED_ON = VerbSpec(1, "handed a mail on", MappingProxyType({"to": ID}))
    MAIL_CLOSED = VerbSpec(1, "settled a mail", MappingProxyType({"state": CODE, "referral": ID}))
    PARTNER_LINK_MADE = VerbSpec(
        1,
        "let a partner refer by a link",
        MappingProxyType({"source": CODE, "ends_on": DATE}),
    )
    PARTNER_LINK_ENDED = VerbSpec(1, "ended the link of a partner")
    STATUS_PIN_GIVEN = VerbSpec(1, "gave a PIN for the status page", MappingProxyType({"pin": ID}))
    STATUS_PINS_ENDED = VerbSpec(
        1, "switched the status page off", MappingProxyType({"number": NUMBER})
    )
    SERVICE_ADDED = VerbSpec(1, "added a service to the directory")
    SERVICE_CHANGED = VerbSpec(
        1, "changed a service of the directory", MappingProxyType({"fields": FIELDS})
    )
    SERVICE_CHECKED = VerbSpec(1, "checked a service of the directory")
    ENQUIRY_ANSWERED = VerbSpec(
        1, "answered somebody who was only asking", MappingProxyType({"need": CODE, "door": CODE})
    )
    ADVICE_ADDED = VerbSpec(1, "added an answer to the library")
    ADVICE_CHANGED = VerbSpec(
        1, "put an answer of the library right", MappingProxyType({"fields": FIELDS})
    )
