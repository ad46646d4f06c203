"""Whether the ages at which a manager reviews a case come one after the other."""

from collections.abc import Sequence


def why_not_in_order(months: Sequence[int | None]) -> str | None:
    """None when each age that is set, in months, is above the one before; else a sentence."""
    known = [age for age in months if age is not None]
    if known == sorted(set(known)):
        return None
    told = ", ".join(str(age) for age in known)
    return f"The ages would be {told} months. Each comes after the one before."
