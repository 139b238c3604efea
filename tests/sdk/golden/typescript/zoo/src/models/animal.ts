/** Animal. */

import type { Codec } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { Cat } from "./cat.js";
import { Snake } from "./snake.js";

/** An animal, by its kind. */
export type Animal = Cat | Snake;

export const Animal: Codec<Animal> = codec.union(
  () => [Cat, Snake],
  () => ({
    wire: "kind",
    members: { cat: Cat, snake: Snake },
  }),
);
