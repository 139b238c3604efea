"""The models, imported when they are asked for."""

from typing import TYPE_CHECKING

from ..runtime import lazy

if TYPE_CHECKING:
    from .api import Api
    from .api_base import ApiBase
    from .api_input import ApiInput
    from .api_list import ApiList
    from .api_summary import ApiSummary
    from .authenticated_user import AuthenticatedUser
    from .authored import Authored
    from .authored_as_text import AuthoredAsText
    from .build_status import BuildStatus
    from .bundled_schema import BundledSchema
    from .collection import Collection
    from .collection_change import CollectionChange, Item, Kind
    from .collection_changes import CollectionChanges
    from .collection_id import CollectionId
    from .collection_info import CollectionInfo
    from .collection_reference import CollectionReference
    from .collection_report import CollectionReport
    from .contract import Contract
    from .copied_collection import CopiedCollection, Data
    from .created_schema import CreatedSchema
    from .created_webhook import CreatedWebhook
    from .cursor_meta import CursorMeta
    from .dated import Dated
    from .delivery import Delivery, Status
    from .delivery_attempt import DeliveryAttempt
    from .delivery_list import DeliveryList
    from .element_type import ElementType
    from .file_root import FileRoot
    from .generated_collection import GeneratedCollection
    from .get_api_include import GetApiInclude
    from .get_api_schema_response import GetApiSchemaResponse
    from .get_status_of_an_async_task import (
        Action,
        Details,
        Details1,
        Details1Resources,
        Details2,
        Error,
        GetStatusOfAnAsyncTask,
        GetStatusOfAnAsyncTaskMeta,
        GetStatusOfAnAsyncTaskStatus,
        MetaModel,
    )
    from .git_info import GitInfo
    from .given_collection import GivenCollection
    from .health import Health
    from .include import Include
    from .listed_schema_file import ListedSchemaFile
    from .new_collection import NewCollection
    from .new_schema import NewSchema
    from .new_schema_file import NewSchemaFile
    from .new_sdk import NewSdk, PythonOptions, TypescriptOptions
    from .new_version import NewVersion
    from .new_webhook import NewWebhook
    from .page_meta import PageMeta
    from .pending_collection import PendingCollection
    from .pending_version import PendingVersion
    from .problem import Problem
    from .schema import Schema
    from .schema_base import SchemaBase
    from .schema_file import SchemaFile
    from .schema_file_base import SchemaFileBase
    from .schema_file_contents import SchemaFileContents
    from .schema_file_input import SchemaFileInput
    from .schema_file_list import SchemaFileList
    from .schema_files import Meta, SchemaFiles
    from .schema_reference import SchemaReference
    from .schema_type import SchemaType
    from .sdk import Sdk
    from .sdk_download import SdkDownload
    from .sdk_error import SdkError
    from .sdk_language import SdkLanguage
    from .sdk_list import SdkList, SdkListMeta
    from .sdk_source import SdkSource, Type
    from .seconds import Seconds
    from .started_task import StartedTask
    from .task import TaskModel
    from .task_list import TaskList
    from .task_progress import Stage, TaskProgress
    from .task_report import TaskReport
    from .timestamp import Timestamp
    from .updated_api import UpdatedApi
    from .usage import Usage
    from .user import User
    from .user_number import UserNumber
    from .user_text import UserText
    from .uuid import UuidModel
    from .version import Version
    from .version_answer import VersionAnswer
    from .version_collection import VersionCollection
    from .version_details import VersionDetails
    from .version_input import VersionInput
    from .version_list import VersionList
    from .version_reference import VersionReference
    from .version_schema import VersionSchema
    from .webhook import Webhook
    from .webhook_changes import WebhookChanges
    from .webhook_event import WebhookEvent
    from .webhook_input import WebhookInput
    from .webhook_list import WebhookList
    from .webhook_payload import WebhookPayload
    from .workspace import Scim, Workspace
    from .workspace_list import WorkspaceList
    from .workspace_type import WorkspaceType
    from .written_schema_file import WrittenSchemaFile

__all__ = [
    "Action",
    "Api",
    "ApiBase",
    "ApiInput",
    "ApiList",
    "ApiSummary",
    "AuthenticatedUser",
    "Authored",
    "AuthoredAsText",
    "BuildStatus",
    "BundledSchema",
    "Collection",
    "CollectionChange",
    "CollectionChanges",
    "CollectionId",
    "CollectionInfo",
    "CollectionReference",
    "CollectionReport",
    "Contract",
    "CopiedCollection",
    "CreatedSchema",
    "CreatedWebhook",
    "CursorMeta",
    "Data",
    "Dated",
    "Delivery",
    "DeliveryAttempt",
    "DeliveryList",
    "Details",
    "Details1",
    "Details1Resources",
    "Details2",
    "ElementType",
    "Error",
    "FileRoot",
    "GeneratedCollection",
    "GetApiInclude",
    "GetApiSchemaResponse",
    "GetStatusOfAnAsyncTask",
    "GetStatusOfAnAsyncTaskMeta",
    "GetStatusOfAnAsyncTaskStatus",
    "GitInfo",
    "GivenCollection",
    "Health",
    "Include",
    "Item",
    "Kind",
    "ListedSchemaFile",
    "Meta",
    "MetaModel",
    "NewCollection",
    "NewSchema",
    "NewSchemaFile",
    "NewSdk",
    "NewVersion",
    "NewWebhook",
    "PageMeta",
    "PendingCollection",
    "PendingVersion",
    "Problem",
    "PythonOptions",
    "Schema",
    "SchemaBase",
    "SchemaFile",
    "SchemaFileBase",
    "SchemaFileContents",
    "SchemaFileInput",
    "SchemaFileList",
    "SchemaFiles",
    "SchemaReference",
    "SchemaType",
    "Scim",
    "Sdk",
    "SdkDownload",
    "SdkError",
    "SdkLanguage",
    "SdkList",
    "SdkListMeta",
    "SdkSource",
    "Seconds",
    "Stage",
    "StartedTask",
    "Status",
    "TaskList",
    "TaskModel",
    "TaskProgress",
    "TaskReport",
    "Timestamp",
    "Type",
    "TypescriptOptions",
    "UpdatedApi",
    "Usage",
    "User",
    "UserNumber",
    "UserText",
    "UuidModel",
    "Version",
    "VersionAnswer",
    "VersionCollection",
    "VersionDetails",
    "VersionInput",
    "VersionList",
    "VersionReference",
    "VersionSchema",
    "Webhook",
    "WebhookChanges",
    "WebhookEvent",
    "WebhookInput",
    "WebhookList",
    "WebhookPayload",
    "Workspace",
    "WorkspaceList",
    "WorkspaceType",
    "WrittenSchemaFile",
]

__getattr__ = lazy(
    __name__,
    {
        "UuidModel": "uuid",
        "CollectionId": "collection_id",
        "Timestamp": "timestamp",
        "Seconds": "seconds",
        "UserNumber": "user_number",
        "UserText": "user_text",
        "Dated": "dated",
        "Authored": "authored",
        "AuthoredAsText": "authored_as_text",
        "PageMeta": "page_meta",
        "CursorMeta": "cursor_meta",
        "Problem": "problem",
        "Health": "health",
        "Contract": "contract",
        "AuthenticatedUser": "authenticated_user",
        "User": "user",
        "Usage": "usage",
        "WorkspaceType": "workspace_type",
        "Workspace": "workspace",
        "Scim": "workspace",
        "WorkspaceList": "workspace_list",
        "ApiInput": "api_input",
        "ApiBase": "api_base",
        "ApiSummary": "api_summary",
        "UpdatedApi": "updated_api",
        "Api": "api",
        "ApiList": "api_list",
        "GitInfo": "git_info",
        "SchemaType": "schema_type",
        "SchemaReference": "schema_reference",
        "NewSchema": "new_schema",
        "NewSchemaFile": "new_schema_file",
        "SchemaFileInput": "schema_file_input",
        "FileRoot": "file_root",
        "SchemaFileBase": "schema_file_base",
        "SchemaFile": "schema_file",
        "WrittenSchemaFile": "written_schema_file",
        "SchemaFileContents": "schema_file_contents",
        "ListedSchemaFile": "listed_schema_file",
        "SchemaFileList": "schema_file_list",
        "SchemaBase": "schema_base",
        "CreatedSchema": "created_schema",
        "Schema": "schema",
        "SchemaFiles": "schema_files",
        "Meta": "schema_files",
        "BundledSchema": "bundled_schema",
        "CollectionReference": "collection_reference",
        "NewCollection": "new_collection",
        "CopiedCollection": "copied_collection",
        "Data": "copied_collection",
        "GivenCollection": "given_collection",
        "GeneratedCollection": "generated_collection",
        "Collection": "collection",
        "CollectionInfo": "collection_info",
        "StartedTask": "started_task",
        "PendingCollection": "pending_collection",
        "PendingVersion": "pending_version",
        "GetStatusOfAnAsyncTask": "get_status_of_an_async_task",
        "GetStatusOfAnAsyncTaskMeta": "get_status_of_an_async_task",
        "MetaModel": "get_status_of_an_async_task",
        "Action": "get_status_of_an_async_task",
        "GetStatusOfAnAsyncTaskStatus": "get_status_of_an_async_task",
        "Details": "get_status_of_an_async_task",
        "Details1": "get_status_of_an_async_task",
        "Details1Resources": "get_status_of_an_async_task",
        "Details2": "get_status_of_an_async_task",
        "Error": "get_status_of_an_async_task",
        "TaskModel": "task",
        "TaskProgress": "task_progress",
        "Stage": "task_progress",
        "TaskReport": "task_report",
        "CollectionReport": "collection_report",
        "CollectionChanges": "collection_changes",
        "CollectionChange": "collection_change",
        "Item": "collection_change",
        "Kind": "collection_change",
        "TaskList": "task_list",
        "VersionInput": "version_input",
        "NewVersion": "new_version",
        "VersionReference": "version_reference",
        "Version": "version",
        "VersionDetails": "version_details",
        "VersionSchema": "version_schema",
        "VersionCollection": "version_collection",
        "VersionAnswer": "version_answer",
        "VersionList": "version_list",
        "SdkLanguage": "sdk_language",
        "BuildStatus": "build_status",
        "SdkSource": "sdk_source",
        "Type": "sdk_source",
        "NewSdk": "new_sdk",
        "PythonOptions": "new_sdk",
        "TypescriptOptions": "new_sdk",
        "SdkError": "sdk_error",
        "Sdk": "sdk",
        "SdkList": "sdk_list",
        "SdkListMeta": "sdk_list",
        "SdkDownload": "sdk_download",
        "WebhookEvent": "webhook_event",
        "WebhookInput": "webhook_input",
        "NewWebhook": "new_webhook",
        "WebhookChanges": "webhook_changes",
        "Webhook": "webhook",
        "CreatedWebhook": "created_webhook",
        "WebhookList": "webhook_list",
        "DeliveryAttempt": "delivery_attempt",
        "WebhookPayload": "webhook_payload",
        "Delivery": "delivery",
        "Status": "delivery",
        "DeliveryList": "delivery_list",
        "Include": "include",
        "ElementType": "element_type",
        "GetApiInclude": "get_api_include",
        "GetApiSchemaResponse": "get_api_schema_response",
    },
)
