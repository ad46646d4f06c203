"""Encryption of what was typed, under a key of each person's own."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from lightbulb.core.staff.models import User


def encrypt(text: bytes, *, user: User) -> bytes:
    return cipher_of(user).encrypt(text)


def decrypt(secret: bytes, *, user: User) -> bytes | None:
    """What was encrypted for this person; None for anybody else's, or after a new key."""
    try:
        return cipher_of(user).decrypt(secret)
    except InvalidToken:
        return None


def cipher_of(user: User) -> Fernet:
    info = f"kept form of {user.pk}".encode()
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=info)
    return Fernet(urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))
