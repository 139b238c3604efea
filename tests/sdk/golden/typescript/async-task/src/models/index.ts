/** The models. */

export * from "./get-status-of-an-async-task.js";
export * from "./inventory.js";
