"""Effects of the ground floor's verbs."""

from lightbulb.core.record.effects import Effect
from lightbulb.core.staff.messages import send_password_link, tell_staff

EFFECTS = {
    "tell_staff": Effect(tell_staff),
    # A mail server cannot tell a repeat: caught half-way, a person decides.
    "password_link": Effect(send_password_link, outside=True, repeatable=False),
}
