"""Keys of records that have an address of their own."""

import uuid

import uuid6
from django.db import models


def new_key() -> uuid.UUID:
    """A UUIDv7: unguessable enough for an address, and in order of making."""
    return uuid.UUID(bytes=uuid6.uuid7().bytes)


class Keyed(models.Model):
    """A record with an address: its key is made in Python, before it is saved."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)

    class Meta:
        abstract = True
