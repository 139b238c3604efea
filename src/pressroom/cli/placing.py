"""Where the results of sub-commands go: sources and `--out` in, a path for each out."""

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pressroom.cli.output import STANDARD
from pressroom.errors import SettingsError


def places(sources: Sequence[str], out: str) -> list[tuple[str, str]]:
    """Each source, once, with the path of its result.

    `out` is a folder if there are several sources, or if it is one or ends with a slash.

    Raises:
        SettingsError: several sources need a folder, or a result would replace its source.
    """
    once = list(dict.fromkeys(sources))
    if len(once) > 1:
        _refuse_without_folder(once, out)
    if len(once) == 1 and not (out.endswith("/") or Path(out).is_dir()):
        placed = [(once[0], out)]
    else:
        placed = list(zip(once, _below(Path(out), once), strict=True))
    for source, place in placed:
        if place != STANDARD and os.path.realpath(place) == os.path.realpath(source):
            raise SettingsError(f"{place} would be replaced by its own result; choose another -o.")
    return placed


def _refuse_without_folder(sources: Sequence[str], out: str) -> None:
    if STANDARD in sources:
        raise SettingsError("Standard input (-) has to be the only definition.")
    if out == STANDARD or Path(out).is_file():
        raise SettingsError("Several definitions need a folder to be written to: -o FOLDER.")


def _below(folder: Path, sources: Sequence[str]) -> list[str]:
    """Paths in `folder` as the sources have them below the closest folder that holds them all."""
    paths = [Path("openapi" if one == STANDARD else one).absolute() for one in sources]
    paths = [Path(os.path.normpath(path)) for path in paths]
    common = os.path.commonpath([path.parent for path in paths])
    wanted = [path.relative_to(common).with_suffix(".json") for path in paths]
    often = Counter(wanted)
    return [
        str(folder / (name if often[name] == 1 else f"{path.relative_to(common)}.json"))
        for path, name in zip(paths, wanted, strict=True)
    ]
