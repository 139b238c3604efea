/** The animals. */

import { Kind, Pet, Problem, UploadPictureRequest } from "../models/index.js";
import type { Call, Endpoint, Options, Sender } from "../runtime/index.js";
import { codec, path, query } from "../runtime/index.js";

/** What `listPets` takes. */
export interface ListPetsArguments {
  /** Only pets of these kinds. */
  kind?: Kind[];
  /**
   * How many pets a page has at most.
   *
   * The server assumes `20`.
   */
  limit?: number;
}

/** What `addPet` takes. */
export interface AddPetArguments {
  body: Pet;
}

/** What `uploadPicture` takes. */
export interface UploadPictureArguments {
  body: UploadPictureRequest;
}

/** The animals. */
export class PetsService {
  readonly #sender: Sender;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /**
   * List pets
   *
   * The pets of the shop, those that came last first.
   *
   * @throws ApiError: Why it didn't work.
   */
  listPets(given: ListPetsArguments = {}, options?: Options): Call<Pet[]> {
    return this.#sender.send(LIST_PETS, { ...given }, options);
  }

  /**
   * Add a pet
   *
   * @throws UnprocessableContent: Why it didn't work.
   */
  addPet(given: AddPetArguments, options?: Options): Call<Pet> {
    return this.#sender.send(ADD_PET, { ...given }, options);
  }

  /**
   * Get a pet
   *
   * @param petId The pet's number.
   * @throws NotFound: Why it didn't work.
   */
  getPet(petId: number, options?: Options): Call<Pet> {
    return this.#sender.send(GET_PET, { petId }, options);
  }

  /**
   * Remove a pet
   *
   * @param petId The pet's number.
   * @throws NotFound: Why it didn't work.
   */
  removePet(petId: number, options?: Options): Call<void> {
    return this.#sender.send(REMOVE_PET, { petId }, options);
  }

  /**
   * Upload a pet's picture
   *
   * @param petId The pet's number.
   */
  uploadPicture(petId: number, given: UploadPictureArguments, options?: Options): Call<void> {
    return this.#sender.send(UPLOAD_PICTURE, { petId, ...given }, options);
  }
}

const LIST_PETS: Endpoint<Pet[]> = {
  method: "GET",
  path: "/pets",
  parameters: {
    kind: query("kind", codec.array(codec.enumeration(Kind))),
    limit: query("limit", codec.integer),
  },
  answers: { "200": { mediaType: "application/json", codec: codec.array(Pet) } },
  errors: { default: { mediaType: "application/problem+json", codec: Problem } },
  security: [["shopKey"]],
};

const ADD_PET: Endpoint<Pet> = {
  method: "POST",
  path: "/pets",
  bodies: [{ mediaType: "application/json", codec: Pet }],
  answers: { "201": { mediaType: "application/json", codec: Pet } },
  errors: { "422": { mediaType: "application/problem+json", codec: Problem } },
  security: [["shopKey"]],
};

const GET_PET: Endpoint<Pet> = {
  method: "GET",
  path: "/pets/{petId}",
  parameters: {
    petId: path("petId", codec.integer),
  },
  answers: { "200": { mediaType: "application/json", codec: Pet } },
  errors: { "404": { mediaType: "application/problem+json", codec: Problem } },
  security: [["shopKey"]],
};

const REMOVE_PET: Endpoint<void> = {
  method: "DELETE",
  path: "/pets/{petId}",
  parameters: {
    petId: path("petId", codec.integer),
  },
  answers: { "204": {} },
  errors: { "404": { mediaType: "application/problem+json", codec: Problem } },
  security: [["shopKey"]],
};

const UPLOAD_PICTURE: Endpoint<void> = {
  method: "PUT",
  path: "/pets/{petId}/picture",
  parameters: {
    petId: path("petId", codec.integer),
  },
  bodies: [
    {
      mediaType: "multipart/form-data",
      codec: UploadPictureRequest,
      parts: {
        picture: { mediaType: "application/octet-stream", file: true },
        caption: { mediaType: "text/plain" },
      },
    },
  ],
  answers: { "204": {} },
  security: [["shopKey"]],
};
