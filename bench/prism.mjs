// A mock server that checks what it is sent: Prism, as `prism mock --errors` sets it up.
//
//   node prism.mjs DEFINITION
//
// As a program it prints the server's address, or why there is none, and ends with its input.

import diagnostics from "node:diagnostics_channel";
import { readFile } from "node:fs/promises";

import { require } from "./anchor.mjs";

const { createServer } = require("@stoplight/prism-http-server");
const { getHttpOperationsFromSpec } = require("@stoplight/prism-http");
const { createLogger } = require("@stoplight/prism-core");

/** Why Prism broke down over the last request, which is then hung up on instead of waiting. */
let breakdown = "";
let caller;
diagnostics.subscribe("http.server.request.start", ({ socket }) => (caller = socket));
process.on("uncaughtException", (error) => {
  breakdown = String(error);
  caller?.destroy();
});

/** Why Prism broke down since this was asked last; empty when it didn't. */
export function brokenDown() {
  const why = breakdown;
  breakdown = "";
  return why;
}

/** Prism on a free port; gives its address. */
export async function mock(definition) {
  const operations = await getHttpOperationsFromSpec(definition);
  const config = {
    isProxy: false,
    errors: true,
    validateRequest: true,
    validateResponse: true,
    checkSecurity: true,
    upstreamProxy: undefined,
    mock: { dynamic: false },
  };
  const components = { logger: createLogger("prism", { level: "silent" }) };
  const server = createServer(operations, { cors: true, config, components });
  return server.listen(0, "127.0.0.1");
}

if (process.argv[1] === import.meta.filename) {
  process.stdin.on("end", () => process.exit(0)).resume();
  const definition = JSON.parse(await readFile(process.argv[2], "utf8"));
  const said = await mock(definition).catch((error) => `Prism can't load it: ${error.message}`);
  console.log(said.replaceAll("\n", " "));
}
