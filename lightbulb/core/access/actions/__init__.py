"""Everything that changes who may see a record, one verb each."""

from lightbulb.core.access.actions.restricting import (
    lift,
    name,
    remove_name,
    restrict,
    take_same_restrictions,
)

__all__ = ["lift", "name", "remove_name", "restrict", "take_same_restrictions"]
