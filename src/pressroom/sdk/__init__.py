"""The SDK room: a `Definition` in, the files of a client library or of reference pages out.

`plan` decides everything that has no language; an emitter for each language prints it.
"""

from pressroom.sdk.archive import pack
from pressroom.sdk.emitters import LANGUAGES, Sdk, generate, generate_sdk
from pressroom.sdk.regeneration import Conflict, Regeneration, regenerate

__all__ = [
    "LANGUAGES",
    "Conflict",
    "Regeneration",
    "Sdk",
    "generate",
    "generate_sdk",
    "pack",
    "regenerate",
]
