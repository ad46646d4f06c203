"""Whether the targets of a case's stages add up to the target of its class."""

from collections.abc import Mapping


def why_not_add_up(days: Mapping[str, int], whole: int | None) -> str | None:
    """None when the stages' working days make exactly the class's; else what they make.

    Nothing at all is allowed: until somebody has said how a target is to be shared out,
    no stage is held to a day.
    """
    if not days:
        return None
    if whole is None:
        return "The class has no target, so its stages cannot add up to it."
    total = sum(days.values())
    if total == whole:
        return None
    over = total - whole
    way = f"{over} more" if over > 0 else f"{-over} fewer"
    return f"These add up to {total} working days, {way} than the {whole} of the class."
