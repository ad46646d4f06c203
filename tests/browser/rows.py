"""One page of the list that axe and the pictures walk, and how to get there."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from cases.enums import Stage
from cases.models import Case
from lightbulb.core.models import User
from tests.browser.world import World


@dataclass(frozen=True)
class Row:
    """A page: its address in a world, and whether somebody is signed in."""

    path: Callable[[World], str]
    signed_in: bool = True
    by_manager: bool = False
    by_desk: bool = False
    by_triage: bool = False
    by_therapist: bool = False

    def who(self, world: World) -> User:
        if self.by_desk:
            return world.desk
        if self.by_triage:
            return world.triage
        if self.by_therapist:
            return world.therapist
        return world.manager if self.by_manager else world.person


def at(name: str, **options: bool) -> Row:
    return Row(lambda world: reverse(name), **options)


def of_case(name: str, stage: Stage, *more: str, by_manager: bool = False) -> Row:
    """A page of the first case at a stage."""
    return Row(
        lambda world: reverse(name, args=[found(world, stage).pk, *more]), by_manager=by_manager
    )


def found(world: World, stage: Stage) -> Case:
    case = world.cases.filter(stage=stage).first()
    assert case, f"The world has no case at {stage}"
    return case
