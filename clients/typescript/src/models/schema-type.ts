/** SchemaType. */

import type { Value } from "../runtime/index.js";

/**
 * The language of a definition. This server takes `openapi:2` (OpenAPI 2.0, Swagger), `openapi:3`
 * (OpenAPI 3.0) and `openapi:3_1`; the other values are the dialect's and answer 422.
 */
export const SchemaType = {
  PROTO2: "proto:2",
  PROTO3: "proto:3",
  GRAPHQL: "graphql",
  OPENAPI3_1: "openapi:3_1",
  OPENAPI3: "openapi:3",
  OPENAPI2: "openapi:2",
  OPENAPI1: "openapi:1",
  RAML1: "raml:1",
  RAML0_8: "raml:0_8",
  WSDL2: "wsdl:2",
  WSDL1: "wsdl:1",
  ASYNCAPI2: "asyncapi:2",
} as const;

/**
 * The language of a definition. This server takes `openapi:2` (OpenAPI 2.0, Swagger), `openapi:3`
 * (OpenAPI 3.0) and `openapi:3_1`; the other values are the dialect's and answer 422.
 */
export type SchemaType = Value<typeof SchemaType>;
