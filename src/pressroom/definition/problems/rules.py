"""The rules as a table: how grave each is, what it means, and how to mend what it finds."""

from collections.abc import Mapping

import msgspec

from pressroom.definition.problems.model import Severity


class Rule(msgspec.Struct, frozen=True):
    """One rule: what its problems mean, and how to mend them."""

    severity: Severity
    meaning: str
    remedy: str


RULES: Mapping[str, Rule] = {
    "syntax": Rule(
        "error",
        "A file is neither JSON nor YAML 1.2, or a key stands twice in one object.",
        "Mend the text at that place.",
    ),
    "unreadable": Rule(
        "error",
        "A file is empty or can't be read.",
        "Check the path, the permissions and what is in the file.",
    ),
    "unsupported-version": Rule(
        "error",
        "The root is no OpenAPI definition of a supported version.",
        "Name the definition's main file, and state its version at the top.",
    ),
    "too-large": Rule(
        "error",
        "The definition is over the limit of size or nesting.",
        "Split it, nest it less deep, or raise the limit.",
    ),
    "structure": Rule(
        "error",
        "An object isn't built as the OpenAPI Initiative's JSON Schema of that version says.",
        "Add the missing field, remove the unknown one, or give the value the right type.",
    ),
    "unresolved-reference": Rule(
        "error",
        "A `$ref` leads nowhere, or to the network, which is never asked.",
        "Mend the pointer, or put what it names among the files.",
    ),
    "reference-cycle": Rule(
        "error",
        "References lead in a circle, so that there is nothing they stand for.",
        "Let one of them stand for a real object.",
    ),
    "cyclic-all-of": Rule(
        "error",
        "A schema includes itself by `allOf`, so that it can't be worked out.",
        "Take the inner schema out of `allOf`, or refer to it in a property.",
    ),
    "ignored-siblings": Rule(
        "warning",
        "Fields stand beside a `$ref` where the version ignores them (2.0 and 3.0).",
        "Remove them, put the `$ref` into `allOf`, or go to 3.1.",
    ),
    "empty-paths": Rule(
        "warning",
        "There isn't a single operation.",
        "Add a path with a method.",
    ),
    "duplicate-operation-id": Rule(
        "error",
        "Two operations have the same `operationId`.",
        "Rename one of them.",
    ),
    "duplicate-parameter": Rule(
        "error",
        "Two parameters of one list have the same name and place.",
        "Remove one of them.",
    ),
    "undefined-path-parameter": Rule(
        "error",
        "A name in the path's template has no parameter.",
        "Add a parameter with `in: path` and that name.",
    ),
    "unused-path-parameter": Rule(
        "error",
        "A path parameter isn't in the path's template.",
        "Put `{name}` into the path, or remove the parameter.",
    ),
    "invalid-path-template": Rule(
        "error",
        "The braces of a path don't match, are empty, or name the same parameter twice.",
        "Write each parameter once, as `{name}`.",
    ),
    "path-with-query": Rule(
        "warning",
        "A path has a query or a fragment.",
        "Describe the query by parameters with `in: query`.",
    ),
    "ambiguous-paths": Rule(
        "error",
        "Two paths are the same but for the names of their parameters.",
        "Merge them.",
    ),
    "crossing-paths": Rule(
        "warning",
        "Two paths fit the same request, such as `/pets/{id}` and `/{kind}/new`.",
        "Give one of them a segment of its own.",
    ),
    "ignored-header": Rule(
        "warning",
        "A header parameter is named `Accept`, `Content-Type` or `Authorization`, and ignored.",
        "Say it by media types or security schemes.",
    ),
    "unknown-operation": Rule(
        "error",
        "A link names an `operationId` that no operation has.",
        "Mend the name.",
    ),
    "unknown-security-scheme": Rule(
        "error",
        "A security requirement names a scheme that isn't declared.",
        "Declare it under the security schemes, or mend the name.",
    ),
    "unknown-scope": Rule(
        "warning",
        "A security requirement asks for a scope that none of the scheme's flows has.",
        "Add the scope to the flows, or mend its name.",
    ),
    "duplicate-tag": Rule(
        "error",
        "Two tags have the same name.",
        "Remove one of them.",
    ),
    "undefined-server-variable": Rule(
        "error",
        "A name in a server's URL has no variable.",
        "Add it under `variables`, with a default.",
    ),
    "server-default-outside-enum": Rule(
        "error",
        "A server variable's default isn't among its `enum`.",
        "Take one of the listed values.",
    ),
    "unused-server-variable": Rule(
        "warning",
        "A server variable isn't in the server's URL.",
        "Put `{name}` into the URL, or remove the variable.",
    ),
    "unused-component": Rule(
        "warning",
        "Nothing refers to a component.",
        "Remove it, or refer to it.",
    ),
    "array-without-items": Rule(
        "error",
        "An array has no `items`, which 2.0 and 3.0 demand.",
        "Add `items`; `{}` allows anything.",
    ),
    "ignored-nullable": Rule(
        "warning",
        "`nullable` stands in 3.1 or later, which don't know it.",
        'Add `"null"` to the `type`.',
    ),
    "enum-type": Rule(
        "warning",
        "A value of an `enum` isn't of the schema's type, so that nothing can equal it.",
        "Give it the type, such as by quotes.",
    ),
    "impossible-bounds": Rule(
        "warning",
        "A lower bound is above the upper bound, so that nothing fits.",
        "Mend one of them.",
    ),
    "invalid-pattern": Rule(
        "warning",
        "A `pattern` is no regular expression of ECMA-262.",
        "Mend it; `(?i)`, `\\A` and `\\Z` belong to other languages.",
    ),
    "example-mismatch": Rule(
        "warning",
        "An example isn't valid against its schema.",
        "Mend the example or the schema.",
    ),
    "default-mismatch": Rule(
        "error",
        "A default isn't valid against its schema; from 3.1 on a warning.",
        "Mend the default or the schema.",
    ),
    "too-many": Rule(
        "warning",
        "There are more problems than are listed.",
        "Mend the listed ones, and check again.",
    ),
}
