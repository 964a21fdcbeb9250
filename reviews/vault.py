"""What was said in confidence, sealed with one random key per challenge.

AES-256-GCM; the row's id and table are the associated data, so a sealed text opens in its own row
only. Keys lie in KEY_DIR, outside database, media and default backup, each wrapped (RFC 3394) by
the master key of the environment. Destroying the key makes every copy of every row unreadable.
"""

import base64
import binascii
import os
import secrets
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.conf import settings

from cycles.models import Challenge
from people.refusal import Refusal

from .models import Destruction, Device
from .models.sealed import Sealed
from .tombs import is_buried, keep_folder, tomb_path

NONCE_BYTES = 12
KEY_BYTES = 32


class KeyMissing(Refusal):
    """The challenge's key is destroyed, lost, or cannot be unwrapped."""


class Vault:
    """Seals and opens the confidential texts of one challenge."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, text: str, table: str, row: UUID | int) -> bytes:
        """Return nonce and ciphertext of a text that belongs to one row."""
        return self.seal_bytes(text.encode(), table, row)

    def seal_bytes(self, content: bytes, table: str, row: UUID | int | str) -> bytes:
        """Return nonce and ciphertext of bytes, such as a picture's."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, content, _belongs(table, row))

    def open(self, sealed: bytes, table: str, row: UUID | int) -> str:
        """Return the text. Raises KeyMissing when it was sealed for another row or with another key."""
        return self.open_bytes(sealed, table, row).decode()

    def open_bytes(self, sealed: bytes, table: str, row: UUID | int | str) -> bytes:
        """Return bytes that were sealed. Raises KeyMissing as `open` does."""
        sealed = bytes(sealed)
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _belongs(table, row))
        except InvalidTag:
            raise KeyMissing("This text cannot be opened with the challenge's key. Tell your coordinator.") from None


def _belongs(table: str, row: UUID | int | str) -> bytes:
    return f"{table}:{row}".encode()


def key_path(challenge: Challenge) -> Path:
    """Return where a challenge's wrapped key lies."""
    return Path(settings.KEY_DIR) / f"{challenge.ref}.key"


def _master_keys() -> list[bytes]:
    """Return the master key and, after a rotation, the older ones."""
    texts = [settings.MASTER_KEY, *settings.MASTER_KEY_FALLBACKS]
    try:
        keys = [base64.b64decode(text, validate=True) for text in texts if text]
    except (binascii.Error, ValueError):
        keys = []
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise KeyMissing("Confidential notes cannot be kept: MASTER_KEY is not set to 32 bytes in base64.")
    return keys


def _unwrap(wrapped: bytes) -> bytes:
    for master in _master_keys():
        try:
            return aes_key_unwrap(master, wrapped)
        except InvalidUnwrap:
            continue
    raise KeyMissing("The key of this challenge does not fit the master key. Tell your administrator.")


def _make(path: Path) -> None:
    """Write a fresh wrapped key; when two requests make one at once, the first stays."""
    wrapped = aes_key_wrap(_master_keys()[0], secrets.token_bytes(KEY_BYTES))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(f".{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(wrapped)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink()


def vault_of(challenge: Challenge, *, make: bool = False) -> Vault:
    """Return the vault of a challenge; `make` creates its key when there has never been one.

    Raises KeyMissing when there is no key. Only the writing of a first text may pass `make`, and
    only while nothing sealed exists: a lost key must never be replaced silently.
    """
    path = key_path(challenge)
    if is_buried(challenge):  # a key that came back with a backup of the keys is not read either
        raise KeyMissing("The notes of this challenge have been destroyed. Nothing of them can be read any more.")
    try:
        if make and not path.exists():
            _make(path)
        return Vault(_unwrap(path.read_bytes()))
    except FileNotFoundError:
        raise KeyMissing("The notes of this challenge have been destroyed, or their key is missing.") from None
    except PermissionError:
        raise KeyMissing("The folder of keys cannot be read or written. Tell your administrator.") from None


def vault_for_a_while() -> Vault:
    """Return a vault for what waits for a worker and is then forgotten, where a challenge's key is gone."""
    derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"kept until a worker has read it")
    return Vault(derived.derive(_master_keys()[0]))


def destroy_key(challenge: Challenge) -> bool:
    """Remove a challenge's key for good; say whether there was one."""
    path = key_path(challenge)
    try:
        path.unlink()
    except FileNotFoundError:  # there was none, or another run was quicker
        return False
    keep_folder(path.parent)
    return True


def forget_challenge(challenge: Challenge) -> None:
    """Remove a challenge's key and what was written of its destruction, when the challenge itself goes."""
    destroy_key(challenge)
    tomb_path(challenge).unlink(missing_ok=True)


def writing_vault(challenge: Challenge) -> Vault:
    """Return the vault for a new text; the key is made with the very first one. The challenge is locked.

    Raises KeyMissing once destruction has begun, and when sealed texts exist without their key: it is
    lost, and a new one would hide that.
    """
    if is_buried(challenge) or Destruction.objects.filter(challenge=challenge).exists():
        raise KeyMissing("The notes of this challenge have been destroyed. Nothing more can be kept with them.")
    if key_path(challenge).exists():
        return vault_of(challenge)
    rows = (*Sealed.__subclasses__(), Device)
    sealed = any(model.objects.filter(challenge=challenge).exists() for model in rows)
    return vault_of(challenge, make=not sealed)
