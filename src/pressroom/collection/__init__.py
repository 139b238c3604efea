"""The collection room: a `Definition` in, a Postman Collection v2.1.0 out, and kept in step.

`convert` makes the collection, `sync` brings one that people have changed up to date, `encode`,
`encode_chunks` and `decode` stand between a collection and its file.
"""

from pressroom.collection.convert import convert
from pressroom.collection.model import Collection, decode, encode, encode_chunks
from pressroom.collection.options import Options
from pressroom.collection.sync import Report, Synced, SyncOptions, sync

__all__ = [
    "Collection",
    "Options",
    "Report",
    "SyncOptions",
    "Synced",
    "convert",
    "decode",
    "encode",
    "encode_chunks",
    "sync",
]
