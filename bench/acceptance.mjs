// One definition of `make acceptance`: its collections against a mock server that checks them.
//
//   node acceptance.mjs DEFINITION COLLECTION
//
// Prism serves DEFINITION as `prism mock --errors` does. newman sends it first COLLECTION, then
// what the anchor makes of the same definition. Both files come without security, and with one
// server. Prints JSON: what became of every request of both, or why there is nothing to tell;
// and `loaded` to standard error once Prism listens.

import { readFile } from "node:fs/promises";
import path from "node:path";

import { convert, require } from "./anchor.mjs";
import { brokenDown, mock } from "./prism.mjs";

const newman = require("newman");

/** What Prism says when the request is to blame. */
const REJECTIONS = new Set([
  "UNPROCESSABLE_ENTITY",
  "INVALID_CONTENT_TYPE",
  "NOT_ACCEPTABLE",
  "NO_PATH_MATCHED_ERROR",
  "NO_METHOD_MATCHED_ERROR",
  "UNAUTHORIZED",
]);
/** What it says when it had nothing against the request, and its own answer is at fault. */
const ANSWER_AT_FAULT = new Set(["VIOLATIONS", "NO_COMPLEX_OBJECT_TEXT"]);
const CHOSEN = path.join(import.meta.dirname, "chosen.txt");
const LOADED = "loaded";
const LONGEST_BODY = 4000;

/** Sends every request of a collection; what became of each. */
function send(collection, address, literals) {
  const outcomes = [];
  const run = newman.run({
    collection: prepared(collection),
    environment: { values: [{ key: "baseUrl", value: address }] },
    ignoreRedirects: true,
    timeoutRequest: 30_000,
    reporters: [],
  });
  run.on("request", (error, { request, response, item }) => {
    outcomes.push({ ...sent(request, item), ...judged(error, response, request, literals) });
  });
  return new Promise((resolve, reject) => {
    run.on("done", (error) => (error ? reject(error) : resolve(outcomes)));
  });
}

/** A folder or item without authentication, and with a file where a person has to choose one. */
function prepared({ auth, ...node }) {
  if (node.item) node.item = node.item.map(prepared);
  if (node.request) {
    const { auth, ...request } = node.request;
    node.request = { ...request, body: withFiles(request.body) };
  }
  return node;
}

function withFiles(body) {
  if (body?.mode === "file" && !body.file?.src) return { ...body, file: { src: CHOSEN } };
  if (body?.mode !== "formdata") return body;
  const chosen = (field) => (field.type === "file" && !field.src ? { ...field, src: CHOSEN } : field);
  return { ...body, formdata: body.formdata.map(chosen) };
}

function sent(request, item) {
  return {
    name: item.name,
    method: request.method,
    url: request.url.getPathWithQuery(),
    template: `/${(item.request.url.path ?? []).join("/")}`,
    headers: request.headers
      .filter((header) => !header.system && !header.disabled)
      .map((header) => `${header.key}: ${header.value}`),
    body: text(request.body).slice(0, LONGEST_BODY),
  };
}

/** A body as it is read in the results: fields one a line, a chosen file as such. */
function text(body) {
  if (!body || body.isEmpty()) return "";
  const content = body[body.mode];
  if (typeof content === "string") return content;
  if (body.mode === "file") return "(a file)";
  if (!content.filter) return JSON.stringify(content);
  const fields = content.filter((field) => !field.disabled);
  return fields.map(({ key, value, src }) => `${key}=${src ? "(a file)" : value}`).join("\n");
}

/**
 * `answered`, `unanswered`, `rejected` or `unjudged`, with the reasons.
 *
 * Prism checks the request before it makes an answer, and says what it holds against either. So a
 * request that it has nothing against is valid, whether the definition's example of the answer is
 * (`answered`) or isn't (`unanswered`). Over what is `unjudged` it broke down.
 */
function judged(error, response, request, literals) {
  const unresolved = placeholders(request, literals);
  if (unresolved.length) return { outcome: "rejected", status: 0, reasons: unresolved };
  if (error || !response) {
    const why = brokenDown() || String(error);
    return { outcome: "unjudged", status: 0, reasons: [reason("response", "BREAKDOWN", why)] };
  }
  const { type, title, detail, validation } = problem(response);
  const violations = violated(response.headers.get("sl-violations"));
  const status = response.code;
  if (violations.length) return { outcome: "rejected", status, reasons: violations };
  if (REJECTIONS.has(type)) {
    const reasons = validation?.map(({ location, code, message }) =>
      reason(location.join("."), code, message),
    );
    return { outcome: "rejected", status, reasons: reasons ?? [reason("", type, detail ?? title)] };
  }
  if (type === "INVALID_JSON") {
    return { outcome: "rejected", status, reasons: [reason("request.body", type, title)] };
  }
  if (type) {
    const reasons = [reason("response", type, validation?.[0]?.message ?? detail ?? title)];
    return { outcome: ANSWER_AT_FAULT.has(type) ? "unanswered" : "unjudged", status, reasons };
  }
  return { outcome: "answered", status, reasons: [] };
}

/** Variables and path parameters that nothing was put in place of; `literals` are the author's. */
function placeholders(request, literals) {
  const inPath = request.url.getPath({ unresolved: false }).split("/");
  const paths = inPath.filter((segment) => /^:\w/.test(segment) && !literals.has(segment));
  const whole = [request.url.toString(), text(request.body)];
  request.headers.each((header) => whole.push(header.disabled ? "" : String(header.value)));
  const names = whole.flatMap((one) => one.match(/\{\{[^{}]+\}\}/g) ?? []);
  return [...paths, ...names].map((name) => reason("request", "unresolved", name));
}

/** The problem that Prism itself answers with, if it does (RFC 9457). */
function problem(response) {
  const body = response.text() ?? "";
  if (response.code === 400 && body === "Invalid JSON") {
    return { type: "INVALID_JSON", title: body };
  }
  if (!response.headers.get("content-type")?.startsWith("application/problem+json")) return {};
  try {
    const answer = JSON.parse(body);
    const known = String(answer.type).match(/stoplight\.io\/prism\/errors#(\w+)/);
    if (known) return { ...answer, type: known[1] };
    return response.code === 500 ? { ...answer, type: answer.type ?? "UNKNOWN" } : {};
  } catch {
    // An answer to HEAD has no body to tell more.
    return { type: response.code < 500 ? "UNPROCESSABLE_ENTITY" : "UNKNOWN", title: "no body" };
  }
}

/** What `sl-violations` holds against the request; warnings are not held against it. */
function violated(header) {
  if (!header) return [];
  const whole = header.startsWith("[");
  const listed = whole ? JSON.parse(header) : cutShort(header);
  return listed
    .filter(({ location, severity }) => location[0] === "request" && severity === "Error")
    .map(({ location, code, message }) => reason(location.join("."), code, message));
}

/** The entries of a header that was too long, as far as they go. */
function cutShort(header) {
  const list = header.slice(header.indexOf("["));
  return JSON.parse(`${list.slice(0, list.lastIndexOf("},") + 1)}]`);
}

function reason(where, code, message) {
  return { where, code: String(code), message };
}

async function attempt(work) {
  try {
    return { requests: await work() };
  } catch (error) {
    return { error: String(error?.message ?? error), requests: [] };
  }
}

/** Everything there is to say about one definition. */
async function main(definitionFile, collectionFile) {
  const definition = await readFile(definitionFile, "utf8");
  let address;
  try {
    address = await mock(JSON.parse(definition));
  } catch (error) {
    return { excluded: `Prism can't load it: ${error.message}` };
  }
  console.error(LOADED);
  const literals = new Set(Object.keys(JSON.parse(definition).paths).flatMap((one) => one.split("/")));
  const trial = (collection) => send(collection, address, literals);
  const ours = JSON.parse(await readFile(collectionFile, "utf8"));
  return {
    pressroom: await attempt(() => trial(ours)),
    anchor: await attempt(async () => trial(await convert(definition))),
  };
}

const found = await main(...process.argv.slice(2));
process.stdout.write(JSON.stringify(found), () => process.exit(0));
