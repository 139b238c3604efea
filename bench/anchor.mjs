// The anchor: npm `openapi-to-postmanv2` through its library, with its defaults.
//
//   node anchor.mjs FILE [OUT]     converts one definition; a whole process, to be measured

import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** Packages are looked up in the folder named by `PRESSROOM_BENCH_MODULES`. */
export const require = createRequire(
  pathToFileURL(path.join(process.env.PRESSROOM_BENCH_MODULES, "beside.js")),
);

/** The collection of a definition, given as text or as an object. Rejects with the reason. */
export function convert(definition) {
  const converter = require("openapi-to-postmanv2");
  const type = typeof definition === "string" ? "string" : "json";
  return new Promise((resolve, reject) => {
    converter.convert({ type, data: definition }, {}, (error, conversion) => {
      if (error) reject(error);
      else if (!conversion.result) reject(new Error(conversion.reason));
      else resolve(conversion.output[0].data);
    });
  });
}

if (process.argv[1] === import.meta.filename) {
  const [file, out] = process.argv.slice(2);
  const collection = await convert(await readFile(file, "utf8"));
  const text = JSON.stringify(collection, null, 2);
  if (out) await writeFile(out, text);
  process.exit(0);
}
