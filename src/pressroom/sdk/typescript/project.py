"""What makes a folder a package: `package.json` and `tsconfig.json`."""

import json
import re

from pressroom.sdk.plan import Plan
from pressroom.sdk.plan.texts import one_line
from pressroom.sdk.typescript.naming import Names

_VERSION = re.compile(
    r"(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?"
)


def project_files(plan: Plan, names: Names) -> dict[str, str]:
    """The files that tell tools what the package is."""
    manifest = {
        "name": names.package,
        "version": version(plan.version),
        "description": one_line(plan.title)[:200],
        "type": "module",
        "sideEffects": False,
        "engines": {"node": ">=20"},
        "exports": {
            ".": {"types": "./dist/index.d.ts", "default": "./dist/index.js"},
            "./models": {
                "types": "./dist/models/index.d.ts",
                "default": "./dist/models/index.js",
            },
        },
        "files": ["dist", "src"],
        "scripts": {"build": "tsc", "prepare": "tsc"},
        "devDependencies": {"typescript": ">=5.7"},
        "prettier": {"printWidth": 100},
    }
    return {
        "package.json": json.dumps(manifest, indent=2, ensure_ascii=False) + "\n",
        "tsconfig.json": _TSCONFIG,
        ".gitignore": "dist/\nnode_modules/\n",
    }


def version(text: str) -> str:
    """A version that npm accepts (Semantic Versioning 2.0.0); `0.0.0` for one that it doesn't."""
    found = text.strip().removeprefix("v")
    short = re.fullmatch(r"\d{1,9}(\.\d{1,9})?", found)
    found = f"{found}{'.0' if short and short[1] else '.0.0'}" if short else found
    return found if _VERSION.fullmatch(found) else "0.0.0"


_TSCONFIG = """\
{
  "compilerOptions": {
    "target": "ES2022",
    "module": "NodeNext",
    "lib": ["ES2022", "DOM", "DOM.Iterable"],
    "types": [],
    "strict": true,
    "exactOptionalPropertyTypes": true,
    "noUncheckedIndexedAccess": true,
    "noPropertyAccessFromIndexSignature": true,
    "noImplicitOverride": true,
    "noImplicitReturns": true,
    "noUnusedLocals": true,
    "noUnusedParameters": true,
    "isolatedModules": true,
    "verbatimModuleSyntax": true,
    "declaration": true,
    "declarationMap": true,
    "sourceMap": true,
    "rootDir": "src",
    "outDir": "dist"
  },
  "include": ["src"]
}
"""
