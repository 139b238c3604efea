"""The SDK room: a `Definition` in, the files of a client library or of reference pages out.

`plan` decides everything that has no language; an emitter for each language prints it.
"""

from pressroom.sdk.emitters import LANGUAGES, generate

__all__ = ["LANGUAGES", "generate"]
