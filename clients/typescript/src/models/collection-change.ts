/** CollectionChange, and what is in it. */

import type { Codec, Model, Value } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** A change of a collection. */
export interface CollectionChange extends Model {
  /** What it is about. */
  item: Item;
  /** Which field of it, such as `request.url.query[limit].value`; absent for the whole. */
  field?: string;
  /** What was generated last; absent if there was nothing. */
  before?: unknown;
  /** What stands there now; absent if nothing does. */
  after?: unknown;
  /** What the definition says, if the collection doesn't follow it. */
  definition?: unknown;
  /**
   * True for what was removed as asked for, though somebody had changed it; `before` is all of it.
   */
  onRequest?: boolean;
}

export const CollectionChange: Codec<CollectionChange> = codec.object(() => ({
  item: codec.required("item", Item),
  field: codec.optional("field", codec.string),
  before: codec.optional("before", codec.unknown),
  after: codec.optional("after", codec.unknown),
  definition: codec.optional("definition", codec.unknown),
  onRequest: codec.optional("onRequest", codec.boolean),
}));

/** What it is about. */
export interface Item extends Model {
  /** What kind of thing it is. */
  kind: Kind;
  /** Its name. */
  name: string;
  /** Its identifier in the collection, if it has one. */
  id?: string;
  /** The names of the folders it is in. */
  folders?: string[];
}

export const Item: Codec<Item> = codec.object(() => ({
  kind: codec.required("kind", codec.enumeration(Kind)),
  name: codec.required("name", codec.string),
  id: codec.optional("id", codec.string),
  folders: codec.optional("folders", codec.array(codec.string)),
}));

/** What kind of thing it is. */
export const Kind = {
  COLLECTION: "collection",
  FOLDER: "folder",
  REQUEST: "request",
} as const;

/** What kind of thing it is. */
export type Kind = Value<typeof Kind>;
