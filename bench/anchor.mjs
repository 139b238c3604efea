// The anchor: npm `openapi-to-postmanv2` through its library, with its defaults, and by the interface
// that its command and its sync use by default: `convertV2`. The older `convert` makes other collections.
//
//   node anchor.mjs FILE OUT       converts one definition: a whole process, to be measured

import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { isMainThread } from "node:worker_threads";

/** Packages are looked up in the folder that `PRESSROOM_BENCH_MODULES` names. */
export const require = createRequire(path.join(process.env.PRESSROOM_BENCH_MODULES, "beside.js"));

/** The collection of a definition in JSON or YAML. Rejects with the reason. */
export function convert(definition) {
  const converter = require("openapi-to-postmanv2");
  return new Promise((resolve, reject) => {
    converter.convertV2({ type: "string", data: definition }, {}, (error, conversion) => {
      if (error) reject(error);
      else if (!conversion.result) reject(new Error(conversion.reason));
      else resolve(conversion.output[0].data);
    });
  });
}

/** The same from a file, to the text of a collection. */
export async function converted(file) {
  return JSON.stringify(await convert(await readFile(file, "utf8")), null, 2);
}

if (isMainThread && process.argv[1] === import.meta.filename) {
  const [file, out] = process.argv.slice(2);
  await writeFile(out, await converted(file));
  process.exit(0);
}
