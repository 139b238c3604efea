"""Sync: a collection that people have changed and a definition in, both of their changes out."""

from pressroom.collection.sync.report import KINDS, Change, Kind, Report, Subject
from pressroom.collection.sync.sync import Synced, SyncOptions, sync

__all__ = ["KINDS", "Change", "Kind", "Report", "Subject", "SyncOptions", "Synced", "sync"]
