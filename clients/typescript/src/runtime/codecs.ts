/** JSON values to values of a program, and back: a codec for each type. */

export type { Codec, Decoding, Model } from "./codec.js";
export { array, lazy, nullable, record } from "./composites.js";
export type { Field } from "./objects.js";
export { additional, object, optional, required } from "./objects.js";
export type { Value } from "./scalars.js";
export {
  binary,
  boolean,
  bytes,
  date,
  dateTime,
  decimal,
  enumeration,
  integer,
  literal,
  nothing,
  number,
  string,
  unknown,
} from "./scalars.js";
export type { Discriminator } from "./unions.js";
export { choice, propertiesOf, union } from "./unions.js";
