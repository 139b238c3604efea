"""Pressroom"""

from typing import TYPE_CHECKING

from .runtime.lazy import lazy

if TYPE_CHECKING:
    from .client import AsyncPressroomClient, PressroomClient
    from .errors import ApiError, SdkError
    from .runtime import (
        UNSET,
        AsyncDownload,
        AsyncPaginator,
        AsyncStream,
        AsyncTask,
        ClientCredentials,
        Download,
        Event,
        Options,
        Page,
        Paginator,
        Raw,
        Stream,
        Task,
        Unset,
        Upload,
    )

__all__ = [
    "UNSET",
    "ApiError",
    "AsyncDownload",
    "AsyncPaginator",
    "AsyncPressroomClient",
    "AsyncStream",
    "AsyncTask",
    "ClientCredentials",
    "Download",
    "Event",
    "Options",
    "Page",
    "Paginator",
    "PressroomClient",
    "Raw",
    "SdkError",
    "Stream",
    "Task",
    "Unset",
    "Upload",
]

__getattr__ = lazy(
    __name__,
    {
        "ApiError": "errors",
        "AsyncDownload": "runtime",
        "AsyncPaginator": "runtime",
        "AsyncPressroomClient": "client",
        "AsyncStream": "runtime",
        "AsyncTask": "runtime",
        "ClientCredentials": "runtime",
        "Download": "runtime",
        "Event": "runtime",
        "Options": "runtime",
        "Page": "runtime",
        "Paginator": "runtime",
        "PressroomClient": "client",
        "Raw": "runtime",
        "SdkError": "errors",
        "Stream": "runtime",
        "Task": "runtime",
        "UNSET": "runtime",
        "Unset": "runtime",
        "Upload": "runtime",
    },
)
