"""Whether an independent advocate is needed: a duty of the county, which we ask it to meet.

Own words, after the Care Act 2014: somebody who would have substantial difficulty in being
involved in their assessment and plan (s.67), or in a safeguarding enquiry about them (s.68),
has an independent advocate, unless there is somebody suitable to support them who is not paid
or professionally engaged to care for them (s.67(5), s.68(4)), and whom they agree to (s.67(6),
s.68(5)).
"""

from dataclasses import dataclass

# In what there may be substantial difficulty: s.67(4), s.68(3).
DIFFICULTIES = (
    "understand what is relevant",
    "remember it",
    "use or weigh it",
    "say what they think and want",
)


@dataclass(frozen=True)
class Need:
    """`needed` None: not known yet, for want of what `missing` names."""

    needed: bool | None
    because: str
    missing: tuple[str, ...] = ()


def need_of(*, difficulty: bool | None, suitable: bool | None) -> Need:
    """Whether an advocate is needed. None is not asked yet, which is neither yes nor no."""
    if difficulty is None:
        return Need(None, "Nobody has judged yet how hard it is for them", ("difficulty",))
    if not difficulty:
        return Need(False, "Being involved is not substantially difficult for them")
    if suitable is None:
        return Need(None, "Nobody has asked yet whether somebody suitable is there", ("suitable",))
    if suitable:
        return Need(False, "Somebody suitable, unpaid, supports them")
    return Need(True, "Being involved is substantially difficult, and nobody suitable is there")
