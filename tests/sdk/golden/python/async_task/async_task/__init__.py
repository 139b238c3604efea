"""Async tasks"""

from typing import TYPE_CHECKING

from .runtime.lazy import lazy

if TYPE_CHECKING:
    from .client import AsyncAsyncTaskClient, AsyncTaskClient
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
    "AsyncAsyncTaskClient",
    "AsyncDownload",
    "AsyncPaginator",
    "AsyncStream",
    "AsyncTask",
    "AsyncTaskClient",
    "ClientCredentials",
    "Download",
    "Event",
    "Options",
    "Page",
    "Paginator",
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
        "AsyncAsyncTaskClient": "client",
        "AsyncDownload": "runtime",
        "AsyncPaginator": "runtime",
        "AsyncStream": "runtime",
        "AsyncTask": "runtime",
        "AsyncTaskClient": "client",
        "ClientCredentials": "runtime",
        "Download": "runtime",
        "Event": "runtime",
        "Options": "runtime",
        "Page": "runtime",
        "Paginator": "runtime",
        "Raw": "runtime",
        "SdkError": "errors",
        "Stream": "runtime",
        "Task": "runtime",
        "UNSET": "runtime",
        "Unset": "runtime",
        "Upload": "runtime",
    },
)
