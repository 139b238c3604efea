/** Who lives here. */

import {
  Animal,
  ChangeAnimalRequest,
  Filter,
  ListAnimalsResponse,
  Problem,
  SetPictureRequest,
} from "../models/index.js";
import type {
  Call,
  Download,
  Endpoint,
  Options,
  PagedEndpoint,
  Paginator,
  Sender,
} from "../runtime/index.js";
import { codec, cookie, header, path, query } from "../runtime/index.js";

/** What `listAnimals` takes. */
export interface ListAnimalsArguments {
  /** Where to go on. */
  cursor?: string;
  /** The server assumes `20`. */
  limit?: number;
  filter?: Filter;
  tags?: string[];
  xTrace?: string;
  visitor?: string;
}

/** What `addAnimal` takes. */
export interface AddAnimalArguments {
  /** Who is new. */
  body: Animal;
  idempotencyKey?: string;
}

/** What `changeAnimal` takes. */
export interface ChangeAnimalArguments {
  body?: ChangeAnimalRequest;
}

/** What `setPicture` takes. */
export interface SetPictureArguments {
  body: SetPictureRequest;
}

/** Who lives here. */
export class AnimalsService {
  readonly #sender: Sender;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /**
   * List animals
   *
   * Newest first.
   *
   * @throws TooManyRequests: Why it didn't work.
   */
  listAnimals(
    given: ListAnimalsArguments = {},
    options?: Options,
  ): Paginator<Animal, ListAnimalsResponse> {
    return this.#sender.paginate(LIST_ANIMALS, { ...given }, options);
  }

  /**
   * Add an animal
   *
   * @throws UnprocessableContent: Why it didn't work.
   */
  addAnimal(given: AddAnimalArguments, options?: Options): Call<Animal> {
    return this.#sender.send(ADD_ANIMAL, { ...given }, options);
  }

  /**
   * Get an animal
   *
   * @param animalId The animal's number.
   * @throws NotFound: Why it didn't work.
   */
  getAnimal(animalId: number, options?: Options): Call<Animal> {
    return this.#sender.send(GET_ANIMAL, { animalId }, options);
  }

  /**
   * Change an animal
   *
   * @param animalId The animal's number.
   */
  changeAnimal(animalId: number, given: ChangeAnimalArguments = {}, options?: Options): Call<void> {
    return this.#sender.send(CHANGE_ANIMAL, { animalId, ...given }, options);
  }

  /**
   * Let an animal go
   *
   * Called by a word of Python, so that it has to be told apart.
   *
   * @deprecated
   * @param animalId The animal's number.
   */
  class(animalId: number, options?: Options): Call<void> {
    return this.#sender.send(CLASS, { animalId }, options);
  }

  /** GET /animals/{animalId}/picture */
  getPicture(animalId: number, options?: Options): Download {
    return this.#sender.download(GET_PICTURE, { animalId }, options);
  }

  /** PUT /animals/{animalId}/picture */
  setPicture(animalId: number, given: SetPictureArguments, options?: Options): Call<void> {
    return this.#sender.send(SET_PICTURE, { animalId, ...given }, options);
  }
}

const LIST_ANIMALS: PagedEndpoint<Animal, ListAnimalsResponse> = {
  method: "GET",
  path: "/animals",
  parameters: {
    cursor: query("cursor", codec.string),
    limit: query("limit", codec.integer),
    filter: query("filter", Filter, { style: "deepObject", explode: false }),
    tags: query("tags", codec.array(codec.string), { explode: false }),
    xTrace: header("X-Trace", codec.string),
    visitor: cookie("visitor", codec.string),
  },
  answers: { "200": { mediaType: "application/json", codec: ListAnimalsResponse } },
  errors: { "429": { mediaType: "application/problem+json", codec: Problem } },
  security: [["key"]],
  pages: {
    style: "cursor",
    items: ["data"],
    next: ["meta", "nextCursor"],
    parameter: "cursor",
    limit: "limit",
  },
  item: Animal,
};

const ADD_ANIMAL: Endpoint<Animal> = {
  method: "POST",
  path: "/animals",
  parameters: {
    idempotencyKey: header("Idempotency-Key", codec.string),
  },
  bodies: [{ mediaType: "application/json", codec: Animal }],
  answers: { "201": { mediaType: "application/json", codec: Animal } },
  errors: { "422": { mediaType: "application/problem+json", codec: Problem } },
  security: [["key"]],
  idempotencyKey: "idempotencyKey",
};

const GET_ANIMAL: Endpoint<Animal> = {
  method: "GET",
  path: "/animals/{animalId}",
  parameters: {
    animalId: path("animalId", codec.integer),
  },
  answers: { "200": { mediaType: "application/json", codec: Animal } },
  errors: { "404": { mediaType: "application/problem+json", codec: Problem } },
  security: [["key"]],
};

const CHANGE_ANIMAL: Endpoint<void> = {
  method: "PATCH",
  path: "/animals/{animalId}",
  parameters: {
    animalId: path("animalId", codec.integer),
  },
  bodies: [{ mediaType: "application/merge-patch+json", codec: ChangeAnimalRequest }],
  answers: { "204": {} },
  security: [["key"]],
};

const CLASS: Endpoint<void> = {
  method: "DELETE",
  path: "/animals/{animalId}",
  parameters: {
    animalId: path("animalId", codec.integer),
  },
  answers: { "204": {} },
  security: [["key"]],
};

const GET_PICTURE: Endpoint<unknown> = {
  method: "GET",
  path: "/animals/{animalId}/picture",
  parameters: {
    animalId: path("animalId", codec.integer),
  },
  answers: { "200": { mediaType: "image/png" } },
  security: [["key"]],
};

const SET_PICTURE: Endpoint<void> = {
  method: "PUT",
  path: "/animals/{animalId}/picture",
  parameters: {
    animalId: path("animalId", codec.integer),
  },
  bodies: [
    {
      mediaType: "multipart/form-data",
      codec: SetPictureRequest,
      parts: {
        picture: { mediaType: "application/octet-stream", file: true },
        note: { mediaType: "text/plain" },
        position: { mediaType: "application/json" },
      },
    },
  ],
  answers: { "204": {} },
  security: [["key"]],
};
