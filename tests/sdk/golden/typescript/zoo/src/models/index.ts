/** The models. */

export * from "./animal.js";
export * from "./cat.js";
export * from "./change-animal-request.js";
export * from "./creature.js";
export * from "./feeding.js";
export * from "./feeding-task.js";
export * from "./filter.js";
export * from "./house.js";
export * from "./list-animals-response.js";
export * from "./list-response.js";
export * from "./position.js";
export * from "./problem.js";
export * from "./set-picture-request.js";
export * from "./snake.js";
export * from "./start-feeding-response.js";
