// The anchor over many definitions in one process, whatever it stumbles over.
//
//   node anchor_directory.mjs LIMIT < LIST
//
// LIST has a file a line. Each is converted in a worker thread, which is ended after LIMIT seconds
// and made anew for the next. Prints a line of JSON a file: `{file, seconds, failure}`.

import { once } from "node:events";
import { createInterface } from "node:readline";
import { Worker, isMainThread, parentPort } from "node:worker_threads";

import { converted } from "./anchor.mjs";

/** A worker that has loaded the anchor already. */
async function start() {
  const worker = new Worker(new URL(import.meta.url));
  await once(worker, "message");
  return worker;
}

/** What the worker says of a file, and whether it lives on. An empty failure is a success. */
async function asked(worker, file, limit) {
  worker.postMessage(file);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), limit * 1000);
  try {
    const [failure] = await once(worker, "message", { signal: late.signal });
    return { failure, alive: true };
  } catch (error) {
    const failure = late.signal.aborted ? `not done after ${limit} s` : String(error);
    return { failure, alive: false };
  } finally {
    clearTimeout(timer);
  }
}

async function main(limit) {
  let worker = await start();
  for await (const file of createInterface({ input: process.stdin })) {
    const started = performance.now();
    const { failure, alive } = await asked(worker, file, limit);
    const seconds = (performance.now() - started) / 1000;
    console.log(JSON.stringify({ file, seconds, failure }));
    if (!alive) {
      await worker.terminate();
      worker = await start();
    }
  }
  process.exit(0);
}

async function work() {
  await converted("/dev/null").catch(() => undefined);
  parentPort.on("message", async (file) => {
    let failure = "";
    try {
      await converted(file);
    } catch (error) {
      failure = String(error?.message ?? error) || "no reason given";
    }
    parentPort.postMessage(failure);
  });
  parentPort.postMessage("ready");
}

await (isMainThread ? main(Number(process.argv[2])) : work());
