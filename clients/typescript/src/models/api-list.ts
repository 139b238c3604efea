/** ApiList. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { ApiSummary } from "./api-summary.js";
import { PageMeta } from "./page-meta.js";

/** A page of APIs. */
export interface ApiList extends Model {
  /** The APIs. */
  apis: ApiSummary[];
  /** Where the page stands in the list. */
  meta: PageMeta;
}

export const ApiList: Codec<ApiList> = codec.object(() => ({
  apis: codec.required("apis", codec.array(ApiSummary)),
  meta: codec.required("meta", PageMeta),
}));
