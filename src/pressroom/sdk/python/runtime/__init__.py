"""What every generated client stands on. Nothing here knows the API; nothing is generated."""

from .auth import ApiKey, Basic, Bearer, ClientCredentials, Credential, Digest, OAuth2, Secret
from .clients import (
    AsyncClient,
    AsyncSettings,
    Raw,
    Server,
    Settings,
    SyncClient,
)
from .codecs import Discriminator
from .endpoints import (
    EMPTY,
    Answer,
    Content,
    DownloadEndpoint,
    Endpoint,
    MaybeTaskEndpoint,
    PagedEndpoint,
    Pages,
    PartStyle,
    StreamEndpoint,
    TaskEndpoint,
    TaskStatus,
)
from .enums import OpenEnum, OpenFloatEnum, OpenIntEnum, OpenStrEnum
from .events import Event
from .files import FileInput, RawContent, Upload
from .lazy import lazy
from .models import Model, field, read_only
from .pagination import AsyncPaginator, Page, Paginator
from .parameters import cookie, header, path, query, querystring
from .requests import Options
from .streams import AsyncDownload, AsyncStream, Download, Stream
from .tasks import AsyncTask, Task
from .unset import UNSET, Unset

__all__ = [
    "EMPTY",
    "UNSET",
    "Answer",
    "ApiKey",
    "AsyncClient",
    "AsyncDownload",
    "AsyncPaginator",
    "AsyncSettings",
    "AsyncStream",
    "AsyncTask",
    "Basic",
    "Bearer",
    "ClientCredentials",
    "Content",
    "Credential",
    "Digest",
    "Discriminator",
    "Download",
    "DownloadEndpoint",
    "Endpoint",
    "Event",
    "FileInput",
    "MaybeTaskEndpoint",
    "Model",
    "OAuth2",
    "OpenEnum",
    "OpenFloatEnum",
    "OpenIntEnum",
    "OpenStrEnum",
    "Options",
    "Page",
    "PagedEndpoint",
    "Pages",
    "Paginator",
    "PartStyle",
    "Raw",
    "RawContent",
    "Secret",
    "Server",
    "Settings",
    "Stream",
    "StreamEndpoint",
    "SyncClient",
    "Task",
    "TaskEndpoint",
    "TaskStatus",
    "Unset",
    "Upload",
    "cookie",
    "field",
    "header",
    "lazy",
    "path",
    "query",
    "querystring",
    "read_only",
]
