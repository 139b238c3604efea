"""The SDK room: a `Definition` in, the files of a client library or of reference pages out.

`plan` decides everything that has no language; an emitter per language prints it. An emitter is a
module in `EMITTERS` with a function `emit(plan) -> {path: text}`; it is imported when first used.
"""
