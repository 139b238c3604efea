"""What generated TypeScript libraries look like: the golden ones, and what tools say about them."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

import pressroom
from pressroom.sdk import generate
from sdk.hostile_texts import HOSTILE, hostile
from sdk.nodejs import Node, compiled, run, tools, written
from sdk.plans import definition

GOLDEN = Path(__file__).parent / "golden"
EXAMPLES = Path(__file__).parents[2] / "examples"
SMALL = {
    "zoo": GOLDEN / "zoo.yaml",
    "petstore": EXAMPLES / "petstore.yaml",
    "async-task": Path(__file__).parent / "seed" / "async-task.openapi.yaml",
}


def texts(library: dict[str, str]) -> dict[str, str]:
    """What is printed from the plan; the runtime is the same in all libraries."""
    return {path: text for path, text in library.items() if "/runtime/" not in path}


@pytest.mark.parametrize("name", SMALL)
def test_golden_libraries_are_what_is_generated(name: str) -> None:
    """To write them anew, and review the difference: PRESSROOM_UPDATE_GOLDEN=1."""
    generated = texts(generate(pressroom.load(SMALL[name]), "typescript", package=name))
    folder = GOLDEN / "typescript" / name
    if os.environ.get("PRESSROOM_UPDATE_GOLDEN"):
        for path, text in generated.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")
    there = {
        file.relative_to(folder).as_posix(): file.read_text("utf-8")
        for file in folder.rglob("*")
        if file.is_file()
    }
    assert generated == there


def test_the_same_definition_gives_the_same_texts() -> None:
    first, second = (generate(pressroom.load(SMALL["zoo"]), "typescript") for _ in range(2))
    assert first == second
    assert list(first) == sorted(first)


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    contract = Path(pressroom.__file__).parent / "server" / "openapi.yaml"
    definitions = {name: pressroom.load(file) for name, file in SMALL.items()}
    definitions |= {"contract": pressroom.load(contract), "hostile": hostile()}
    return {
        name: written(one, tmp_path_factory.mktemp(name), name) for name, one in definitions.items()
    }


def test_what_is_generated_is_clean_under_strict_typescript(libraries: dict[str, Path]) -> None:
    for folder in libraries.values():
        compiled(folder)


def test_what_is_generated_is_formatted_as_by_prettier(libraries: dict[str, Path]) -> None:
    prettier = tools() / "prettier"
    for folder in libraries.values():
        ran = run(prettier, "--check", "src", "package.json", "tsconfig.json", cwd=folder)
        assert ran.returncode == 0, ran.stderr


def test_examples_in_the_pages_are_code_that_compiles(libraries: dict[str, Path]) -> None:
    """Each example is a function of its own, in a project that has the library."""
    for name in ("zoo", "petstore", "contract"):
        folder = compiled(libraries[name])
        pages = [folder / "README.md", *(folder / "docs").glob("*.md")]
        if name == "petstore":
            pages.append(Path(__file__).parents[2] / "docs" / "sdk.md")
        blocks = [
            block
            for page in pages
            for block in re.findall(r"^```ts\n(.*?)^```", page.read_text("utf-8"), re.M | re.S)
        ]
        assert blocks
        use = folder / "use"
        use.mkdir(exist_ok=True)
        client = re.search(r"new (\w+)\(", (folder / "README.md").read_text("utf-8"))
        assert client
        for number, block in enumerate(blocks):
            head = f'import {{ {client[1]} as Own }} from "{name}";\n'
            given = "" if "const client" in block else "const client = new Own();\n"
            (use / f"example{number}.ts").write_text(f"{head}{given}{block}\nexport {{ Own }};\n")
        (use / "tsconfig.json").write_text(
            json.dumps(
                {
                    "extends": "../tsconfig.json",
                    "compilerOptions": {
                        "noEmit": True,
                        "rootDir": "..",
                        "noUnusedLocals": False,
                        "paths": {name: ["../dist/index.d.ts"]},
                    },
                    "include": ["."],
                }
            )
        )
        ran = run(tools() / "tsc", "-p", use)
        assert ran.returncode == 0, ran.stdout


USE = """\
import type { Animal, Cat, Event, Feeding, FeedingTask, StartFeedingResponse, Task } from "zoo";
import { Level, NotFound, ZooClient } from "zoo";

type Tells<A> = <T>() => T extends A ? 1 : 2;
type Same<A, B> = Tells<A> extends Tells<B> ? true : false;
function same<A, B>(_: Same<A, B>): void {}

export async function use(client: ZooClient): Promise<void> {
  const animal = await client.animals.getAnimal(7);
  same<typeof animal, Animal>(true);
  if (animal.kind === "cat") same<typeof animal, Cat>(true);
  same<Cat["keeper"], string | null | undefined>(true);
  for await (const one of client.animals.listAnimals({ limit: 5 })) same<typeof one, Animal>(true);
  const task = await client.feedings.startFeeding({ body: { at: new Date(), what: ["hay"] } });
  same<typeof task, Task<StartFeedingResponse, FeedingTask>>(true);
  const ended = await task.wait({ timeout: 5000 });
  same<typeof ended, FeedingTask>(true);
  for await (const event of client.feedings.watchFeedings()) {
    same<typeof event, Event<Feeding>>(true);
  }
  const { value, response } = await client.animals.getAnimal(7).withResponse();
  same<[typeof value, typeof response], [Animal, Response]>(true);
  const gone = await client.animals.class(7);
  same<typeof gone, void>(true);
  const feeding: Feeding = { at: new Date(), what: "hay", level: Level.FULL };
  feeding.level = 17;
  // @ts-expect-error A number is needed.
  await client.animals.getAnimal("seven");
  // @ts-expect-error A cat has a name.
  await client.animals.addAnimal({ body: { kind: "cat", indoor: true } });
  try {
    await client.animals.getAnimal(7);
  } catch (error) {
    if (error instanceof NotFound) same<typeof error.status, number>(true);
  }
}
"""


def test_types_say_what_calls_take_and_give(libraries: dict[str, Path]) -> None:
    folder = compiled(libraries["zoo"])
    (folder / "typed").mkdir(exist_ok=True)
    (folder / "typed" / "use.ts").write_text(USE)
    options = {"noEmit": True, "rootDir": "..", "paths": {"zoo": ["../dist/index.d.ts"]}}
    (folder / "typed" / "tsconfig.json").write_text(
        json.dumps({"extends": "../tsconfig.json", "compilerOptions": options, "include": ["."]})
    )
    ran = run(tools() / "tsc", "-p", folder / "typed")
    assert ran.returncode == 0, ran.stdout


# --- hostile definitions --------------------------------------------------------------------------


def test_no_text_of_a_definition_becomes_code(libraries: dict[str, Path]) -> None:
    """Without its strings and comments, code holds only names, and words that we write."""
    files = [
        file for file in libraries["hostile"].rglob("src/**/*.ts") if "runtime" not in file.parts
    ]
    assert len(files) > 30
    for file in files:
        code = _bare(file.read_text("utf-8"))
        assert not re.search(r"[`#\\@%?]|\$\{|=>\s*\w+\(|//|/\*|\*/", _expected(code)), file
        words = set(re.findall(r"[\w$]+", code))
        assert not words & {"process", "eval", "Function", "require", "globalThis", "abort"}, file


_TOKEN = re.compile(
    r"""/\*(?:[^*]|\*(?!/))*\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""", re.DOTALL
)


def _bare(text: str) -> str:
    """Code without its comments and strings, as a scanner of JavaScript reads them."""
    return _TOKEN.sub('""', text)


def _expected(code: str) -> str:
    """Code without the signs that we write."""
    return re.sub(r"this\.#sender|#sender|\?:|\?\?|\w\?(?=[:)])", "", code)


def test_hostile_texts_come_back_as_they_were(libraries: dict[str, Path]) -> None:
    """Keys of properties, constants and paths are the author's, to the character."""
    node = Node(compiled(libraries["hostile"]))
    try:
        for text in HOSTILE:
            found = node(
                """const found = [];
                for (const one of Object.values(library)) {
                  if (typeof one?.encode !== "function") continue;
                  try {
                    const decoded = one.decode(JSON.parse(document));
                    if (Object.hasOwn(decoded, "additionalProperties")) continue;
                    found.push(JSON.stringify(one.encode(decoded)));
                  } catch {}
                }
                return found;""",
                document=json.dumps({text: "x", f"{text}x": text, f"{text}y": "b"}),
            )
            written_ = json.dumps({text: "x", f"{text}x": text, f"{text}y": "b"})
            assert json.loads(written_) in [json.loads(one) for one in found], text
    finally:
        node.close()


def test_hostile_libraries_hold_no_invisible_characters(libraries: dict[str, Path]) -> None:
    for file in libraries["hostile"].rglob("*"):
        if file.is_file() and file.suffix in (".ts", ".md", ".json") and "dist" not in file.parts:
            lines = file.read_text("utf-8").split("\n")
            assert all(line.isprintable() for line in lines), file


def test_no_text_ends_a_script_in_a_page(libraries: dict[str, Path]) -> None:
    for file in libraries["hostile"].rglob("src/**/*.ts"):
        code = re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.DOTALL)
        assert "</" not in code, file


def test_a_package_is_installable_by_its_metadata() -> None:
    info = {"title": 'A "b"\n', "version": "1.2"}
    files = generate(definition(info=info), "typescript")
    manifest: dict[str, Any] = json.loads(files["package.json"])
    assert (manifest["name"], manifest["version"]) == ("a-b", "1.2.0")
    assert manifest["description"] == 'A "b"'
    assert "dependencies" not in manifest
    other = json.loads(
        generate(definition(info={"title": "用户", "version": "x"}), "typescript")["package.json"]
    )
    assert (other["name"], other["version"]) == ("client", "0.0.0")


# --- models ---------------------------------------------------------------------------------------

WORDS = ("constructor", "toString", "class", "then", "additionalProperties")
NAMED = {"type": "string"}
MODELS = {
    "Pet": {
        "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
        "discriminator": {
            "propertyName": "pet_type",
            "mapping": {"cat": "#/components/schemas/Cat", "dog": "#/components/schemas/Dog"},
        },
    },
    "Cat": {
        "type": "object",
        "required": ["pet_type"],
        "properties": {"pet_type": NAMED, "lives": {"type": "integer"}},
    },
    "Dog": {
        "type": "object",
        "required": ["pet_type"],
        "properties": {"pet_type": NAMED, "tricks": {"type": "array", "items": NAMED}},
    },
    "Account": {
        "type": "object",
        "required": ["id", "name", "password"],
        "properties": {
            "id": {"type": "integer", "readOnly": True},
            "name": NAMED,
            "password": {"type": "string", "writeOnly": True},
        },
    },
    "Team": {
        "type": "object",
        "required": ["members"],
        "properties": {
            "members": {"type": "array", "items": {"$ref": "#/components/schemas/Account"}}
        },
    },
    "Tree": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}},
    "Leaf": {
        "anyOf": [
            {"type": "string"},
            {"type": "integer"},
            {"type": "array", "items": {"$ref": "#/components/schemas/Leaf"}},
            {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Leaf"}},
        ]
    },
    "Shape": {
        "oneOf": [
            {
                "title": "Circle",
                "type": "object",
                "required": ["r"],
                "properties": {"r": {"type": "number"}},
            },
            {
                "title": "Box",
                "type": "object",
                "required": ["w", "at"],
                "properties": {
                    "w": {"type": "number"},
                    "at": {"type": "string", "format": "date-time"},
                },
            },
        ]
    },
    "Nothing": {"type": "object"},
    "Mixed": {"enum": ["auto", 0, True]},
    "Words": {
        "type": "object",
        "properties": dict.fromkeys(
            ("constructor", "toString", "class", "then", "additionalProperties"), NAMED
        ),
    },
}

TYPED = """\
import type { Account, AccountInput, Leaf, Pet, Team, TeamInput, Tree, Words } from "models";
import { Mixed } from "models";

export function use(pet: Pet, account: Account): unknown {
  if (pet.petType === "cat") return pet.lives;
  if (pet.petType === "dog") return pet.tricks;
  const sent: AccountInput = { name: "Ann", password: "secret" };
  const both: AccountInput = { ...account, password: "secret" };
  const team: TeamInput = { members: [sent, both] };
  const got: Team = { members: [account] };
  // @ts-expect-error The server never tells a password, so one has to be given.
  const again: TeamInput = got;
  // @ts-expect-error What is received has an id.
  const none: Account = sent;
  const tree: Tree = [[], [[]]];
  const leaf: Leaf = { a: [1, "b", { c: 2 }] };
  const mixed: Mixed = Mixed.AUTO;
  const words: Words = {};
  return [team, again, none, tree, leaf, mixed, words, account.password?.length];
}
"""


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    post = {
        "requestBody": {
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Team"}}}
        },
        "responses": {"204": {"description": ""}},
    }
    described = definition(MODELS, {"/teams": {"post": post}})
    return compiled(written(described, tmp_path_factory.mktemp("models"), "models"))


def test_types_of_models_say_what_is_sent_and_what_is_received(models: Path) -> None:
    """And a discriminator narrows a union, also where members only say that it is text."""
    (models / "typed").mkdir()
    (models / "typed" / "use.ts").write_text(TYPED)
    options = {"noEmit": True, "rootDir": "..", "paths": {"models": ["../dist/index.d.ts"]}}
    (models / "typed" / "tsconfig.json").write_text(
        json.dumps({"extends": "../tsconfig.json", "compilerOptions": options, "include": ["."]})
    )
    ran = run(tools() / "tsc", "-p", models / "typed")
    assert ran.returncode == 0, ran.stdout
    ran = run(tools() / "prettier", "--check", "src", cwd=models)
    assert ran.returncode == 0, ran.stderr


def test_models_of_every_shape_are_decoded_and_encoded(models: Path) -> None:
    node = Node(models)
    try:
        found = node(
            """const again = (codec, value) => codec.encode(codec.decode(value));
            const shape = Shape.decode({ w: 1, at: "2026-01-01T00:00:00Z" });
            return {
              pet: again(Pet, { pet_type: "dog", tricks: ["roll"] }),
              unknown: Pet.decode({ pet_type: "fox", lives: 1 }),
              shape: [shape.at instanceof Date, Shape.encode(shape), Shape.encode({ r: 2 })],
              tree: again(Tree, [[], [[]]]),
              leaf: again(Leaf, { a: [1, "b", { c: 2 }] }),
              team: Team.encode({ members: [{ id: 7, name: "Ann", password: "x" }] }),
              account: Account.decode({ id: 7, name: "Ann" }),
              nothing: again(Nothing, { a: { b: 1 } }),
              words: again(Words, { constructor: "a", toString: "b", additionalProperties: "c" }),
              names: Object.keys(Words.decode({ constructor: "a", class: "b", then: "c" })),
              mixed: Object.values(Mixed),
            };"""
        )
    finally:
        node.close()
    assert found == {
        "pet": {"pet_type": "dog", "tricks": ["roll"]},
        "unknown": {"petType": "fox", "lives": 1},
        "shape": [True, {"w": 1, "at": "2026-01-01T00:00:00.000Z"}, {"r": 2}],
        "tree": [[], [[]]],
        "leaf": {"a": [1, "b", {"c": 2}]},
        "team": {"members": [{"name": "Ann", "password": "x"}]},
        "account": {"id": 7, "name": "Ann"},
        "nothing": {"a": {"b": 1}},
        "words": {"constructor": "a", "toString": "b", "additionalProperties": "c"},
        "names": ["constructor_", "class", "then"],
        "mixed": ["auto", 0, True],
    }


def test_ten_thousand_values_of_an_enum_compile(tmp_path: Path) -> None:
    many = {"type": "string", "enum": [f"value {number}" for number in range(10_000)]}
    compiled(written(definition({"Many": many}), tmp_path, "large"))
    node = Node(tmp_path)
    try:
        assert node("return Object.keys(Many).length;") == 10_000
    finally:
        node.close()
