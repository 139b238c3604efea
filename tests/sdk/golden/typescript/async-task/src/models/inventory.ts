/** Inventory, and what is in it. */

import type { Codec, Model, Value } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

export interface Inventory extends Model {
  meta?: Meta;
  model?: ModelModel;
  status?: Status;
  resources?: Resources[];
}

export const Inventory: Codec<Inventory> = codec.object(() => ({
  meta: codec.optional("meta", Meta),
  model: codec.optional("model", ModelModel),
  status: codec.optional("status", codec.enumeration(Status)),
  resources: codec.optional("resources", codec.array(Resources)),
}));

export interface Meta extends Model {
  total?: number;
}

export const Meta: Codec<Meta> = codec.object(() => ({
  total: codec.optional("total", codec.integer),
}));

export interface ModelModel extends Model {
  year?: number;
}

export const ModelModel: Codec<ModelModel> = codec.object(() => ({
  year: codec.optional("year", codec.integer),
}));

export const Status = {
  OPEN: "open",
  CLOSED: "closed",
} as const;

export type Status = Value<typeof Status>;

export interface Resources extends Model {
  sku?: string;
}

export const Resources: Codec<Resources> = codec.object(() => ({
  sku: codec.optional("sku", codec.string),
}));
