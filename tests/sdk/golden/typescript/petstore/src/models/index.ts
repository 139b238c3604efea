/** The models. */

export * from "./kind.js";
export * from "./order.js";
export * from "./pet.js";
export * from "./problem.js";
export * from "./upload-picture-request.js";
