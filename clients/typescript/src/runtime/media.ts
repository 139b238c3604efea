/** What a media type means for encoding and decoding. */

export type Kind = "json" | "form" | "multipart" | "text" | "binary" | "xml" | "events" | "lines";

const LINES = new Set([
  "x-ndjson",
  "ndjson",
  "jsonl",
  "x-jsonl",
  "json-seq",
  "jsonlines",
  "x-json-stream",
]);

/** How content of a media type is read and written; parameters such as `charset` don't count. */
export function kindOf(mediaType: string): Kind {
  const name = (mediaType.split(";")[0] ?? "").trim().toLowerCase();
  const [category = "", subtype = ""] = name.split("/", 2);
  if (subtype === "json" || subtype.endsWith("+json")) return "json";
  if (LINES.has(subtype) || subtype.endsWith("+json-seq")) return "lines";
  if (name === "text/event-stream") return "events";
  if (name === "application/x-www-form-urlencoded") return "form";
  if (category === "multipart") return "multipart";
  if (subtype === "xml" || subtype.endsWith("+xml")) return "xml";
  return category === "text" && subtype !== "*" ? "text" : "binary";
}
