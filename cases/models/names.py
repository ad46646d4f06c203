"""Names: what a person was called before, and every word that names are made of."""

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from cases.enums import NameKind
from cases.models.people import Person
from cases.names.parts import LONGEST_WORD, shortened
from lightbulb.core.keys import Keyed

AT_A_TIME = 5_000


class OtherName(Keyed):
    """A name somebody had before, goes by elsewhere, or was once written with."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="other_names")
    given_name = models.CharField("first name", max_length=100, blank=True)
    family_name = models.CharField("last name", max_length=100)
    kind = models.CharField(max_length=10, choices=NameKind, default=NameKind.BEFORE)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class NameWordQuerySet(models.QuerySet["NameWord"]):
    def learn(self, words: Iterable[str]) -> None:
        """Keep words that are not kept yet, in order, so that two that learn at once never
        wait for each other in a ring."""
        rows = [NameWord(word=word, shortened=shortened(word)) for word in sorted(set(words))]
        self.bulk_create(rows, batch_size=AT_A_TIME, ignore_conflicts=True)

    def learn_from_people(self) -> None:
        """Keep every word of everybody's name: after people were written in bulk."""
        words = Person.objects.annotate(
            one=models.Func(models.F("name_words"), function="unnest")
        ).values_list("one", flat=True)
        self.learn(set(words.distinct()) - set(self.values_list("word", flat=True)))


class NameWord(models.Model):
    """A word that is part of somebody's name, with what finds it when misspelt or misheard.

    The words stand apart from the people they belong to: a search first looks for near
    words among these few, then for people by the exact words it found.
    """

    word = models.CharField(max_length=LONGEST_WORD, primary_key=True)
    shortened = ArrayField(models.CharField(max_length=LONGEST_WORD))
    sound = models.GeneratedField(
        expression=models.Func(models.F("word"), function="dmetaphone"),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = NameWordQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["shortened"], name="name_word_shortened", fastupdate=False),
            models.Index(fields=["sound"], name="name_word_sound"),
        ]

    def __str__(self) -> str:
        return self.word
