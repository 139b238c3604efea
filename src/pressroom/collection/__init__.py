"""The collection room: a `Definition` in, a Postman Collection v2.1.0 out, and kept in step.

`convert` makes the collection; `encode`, `encode_chunks` and `decode` stand between it and its
file. The room `sync` brings one that people have changed up to date.
"""

from pressroom.collection.convert import convert
from pressroom.collection.model import Collection, decode, encode, encode_chunks
from pressroom.collection.options import Options

__all__ = ["Collection", "Options", "convert", "decode", "encode", "encode_chunks"]
