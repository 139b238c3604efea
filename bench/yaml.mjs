// A definition in JSON, written as YAML.
//
//   node yaml.mjs FILE OUT

import { readFile, writeFile } from "node:fs/promises";

import { require } from "./anchor.mjs";

const [file, out] = process.argv.slice(2);
const definition = JSON.parse(await readFile(file, "utf8"));
await writeFile(out, require("js-yaml").dump(definition, { noRefs: true, lineWidth: -1 }));
