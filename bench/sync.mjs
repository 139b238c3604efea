// The anchor's sync: scenarios on standard input, JSON out.
//
//   node sync.mjs convert    [{definition, options}]                     -> [collection | {error}]
//   node sync.mjs sync       [{definition, options, collection, sync}]   -> [collection | {error}]

import { createRequire } from "node:module";
import path from "node:path";
import { text } from "node:stream/consumers";

const require = createRequire(path.join(process.env.PRESSROOM_BENCH_MODULES, "beside.js"));
const anchor = require("openapi-to-postmanv2");

function result(start) {
  return new Promise((resolve) => {
    const done = (error, made) => {
      if (error || !made.result) resolve({ error: String(error?.message ?? made?.reason) });
      else resolve(made.output[0].data);
    };
    try {
      start(done);
    } catch (error) {
      resolve({ error: String(error.message) });
    }
  });
}

function input(one) {
  return { type: "string", data: JSON.stringify(one.definition) };
}

const kinds = {
  convert: (one) => result((done) => anchor.convertV2(input(one), one.options, done)),
  sync: (one) =>
    result((done) =>
      anchor.syncCollection(input(one), one.options, one.collection, one.sync, done),
    ),
};

const found = [];
for (const one of JSON.parse(await text(process.stdin))) found.push(await kinds[process.argv[2]](one));
process.stdout.write(JSON.stringify(found), () => process.exit(0));
