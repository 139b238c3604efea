"""Fuzzes loading and converting with atheris: `make fuzz`, for longer `make fuzz SECONDS=3600`.

Bytes go in, a collection or a `DefinitionError` has to come out. libFuzzer grows the corpus in
`.fuzz/corpus`, which starts from the definitions of examples and tests; an input that breaks the
rule is left in `.fuzz` and belongs into `tests/definition/hostile.py` then.
"""

import shutil
import sys
from contextlib import suppress
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pressroom"]):
    import pressroom

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / ".fuzz" / "corpus"
SEEDS = ("examples/*.yaml", "tests/collection/golden/*.yaml")


def convert(content: bytes) -> None:
    """What is fuzzed."""
    with suppress(pressroom.DefinitionError):
        pressroom.encode(pressroom.convert(pressroom.load(content)))


def seed() -> None:
    """Fill the corpus, where a file isn't there yet."""
    CORPUS.mkdir(parents=True, exist_ok=True)
    for pattern in SEEDS:
        for path in ROOT.glob(pattern):
            shutil.copyfile(path, CORPUS / path.name)


if __name__ == "__main__":
    seed()
    atheris.Setup([sys.argv[0], str(CORPUS), *sys.argv[1:]], convert)
    atheris.Fuzz()
