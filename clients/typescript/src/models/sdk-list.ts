/** SdkList, and what is in it. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { Sdk } from "./sdk.js";

/** A page of SDKs. */
export interface SdkList extends Model {
  /** The SDKs. */
  data: Sdk[];
  /** Where the page stands in the list. */
  meta: SdkListMeta;
}

export const SdkList: Codec<SdkList> = codec.object(() => ({
  data: codec.required("data", codec.array(Sdk)),
  meta: codec.required("meta", SdkListMeta),
}));

/** Where the page stands in the list. */
export interface SdkListMeta extends Model {
  /** How many entries the whole list has. */
  total: number;
  /** Gives the next page; absent on the last. */
  nextCursor?: string;
}

export const SdkListMeta: Codec<SdkListMeta> = codec.object(() => ({
  total: codec.required("total", codec.integer),
  nextCursor: codec.optional("nextCursor", codec.string),
}));
