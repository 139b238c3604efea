/** Addresses that are told when something has happened. */

import {
  CreatedWebhook,
  Delivery,
  DeliveryList,
  NewWebhook,
  Problem,
  Webhook,
  WebhookChanges,
  WebhookList,
} from "../models/index.js";
import type {
  Call,
  Endpoint,
  Options,
  PagedEndpoint,
  Paginator,
  Sender,
} from "../runtime/index.js";
import { codec, path, query } from "../runtime/index.js";

/** What `createWebhook` takes. */
export interface CreateWebhookArguments {
  /** Whom to tell, and of what. */
  body: NewWebhook;
}

/** What `getWebhooks` takes. */
export interface GetWebhooksArguments {
  /** The `meta.nextCursor` of the page before; the first page without it. */
  cursor?: string;
  /**
   * How many entries a page has at most.
   *
   * The server assumes `10`.
   */
  limit?: number;
}

/** What `updateWebhook` takes. */
export interface UpdateWebhookArguments {
  /** What to change. */
  body: WebhookChanges;
}

/** What `getWebhookDeliveries` takes. */
export interface GetWebhookDeliveriesArguments {
  /** The `meta.nextCursor` of the page before; the first page without it. */
  cursor?: string;
  /**
   * How many entries a page has at most.
   *
   * The server assumes `10`.
   */
  limit?: number;
}

/** Addresses that are told when something has happened. */
export class WebhooksService {
  readonly #sender: Sender;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /**
   * Create a webhook
   *
   * Has an address told of events from now on. Each is sent as a POST that is signed by Standard
   * Webhooks. Without `secret` one is generated; this answer is the only one that shows it. An
   * address that leads into a private network is refused with 422, unless the server allows it.
   *
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws ContentTooLarge: The body is over the size that this server takes.
   * @throws UnprocessableContent: The request is well-formed, yet can't be done; or its task
   *   failed.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  createWebhook(given: CreateWebhookArguments, options?: Options): Call<CreatedWebhook> {
    return this.#sender.send(CREATE_WEBHOOK, { ...given }, options);
  }

  /**
   * List webhooks
   *
   * All webhooks, newest first, without their secrets.
   *
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  getWebhooks(
    given: GetWebhooksArguments = {},
    options?: Options,
  ): Paginator<Webhook, WebhookList> {
    return this.#sender.paginate(GET_WEBHOOKS, { ...given }, options);
  }

  /**
   * Get a webhook
   *
   * One webhook, without its secret.
   *
   * @param webhookId The webhook's id.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  getWebhook(webhookId: string, options?: Options): Call<Webhook> {
    return this.#sender.send(GET_WEBHOOK, { webhookId }, options);
  }

  /**
   * Change, pause or resume a webhook
   *
   * Changes what is sent, and leaves the rest as it is. While `active` is false, nothing is sent:
   * what was to be sent waits, and what happens meanwhile isn't told of later.
   *
   * @param webhookId The webhook's id.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws ContentTooLarge: The body is over the size that this server takes.
   * @throws UnprocessableContent: The request is well-formed, yet can't be done; or its task
   *   failed.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  updateWebhook(
    webhookId: string,
    given: UpdateWebhookArguments,
    options?: Options,
  ): Call<Webhook> {
    return this.#sender.send(UPDATE_WEBHOOK, { webhookId, ...given }, options);
  }

  /**
   * Delete a webhook
   *
   * Deletes a webhook with its deliveries. What was to be sent isn't.
   *
   * @param webhookId The webhook's id.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  deleteWebhook(webhookId: string, options?: Options): Call<void> {
    return this.#sender.send(DELETE_WEBHOOK, { webhookId }, options);
  }

  /**
   * Try a webhook
   *
   * Sends an event of the type `webhook.ping`. The deliveries tell what became of it.
   *
   * @param webhookId The webhook's id.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws UnprocessableContent: The request is well-formed, yet can't be done; or its task
   *   failed.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  pingWebhook(webhookId: string, options?: Options): Call<Delivery> {
    return this.#sender.send(PING_WEBHOOK, { webhookId }, options);
  }

  /**
   * List a webhook's deliveries
   *
   * What was sent to a webhook and what is to be sent, newest first, each with its attempts and
   * their answers. Deliveries are kept for 30 days.
   *
   * @param webhookId The webhook's id.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  getWebhookDeliveries(
    webhookId: string,
    given: GetWebhookDeliveriesArguments = {},
    options?: Options,
  ): Paginator<Delivery, DeliveryList> {
    return this.#sender.paginate(GET_WEBHOOK_DELIVERIES, { webhookId, ...given }, options);
  }

  /**
   * Send a delivery once more
   *
   * Sends it at once, under the same `webhook-id`, and for another day if that fails. If it is
   * pending, its next attempt is made now.
   *
   * @param webhookId The webhook's id.
   * @param deliveryId The delivery's id.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws UnprocessableContent: The request is well-formed, yet can't be done; or its task
   *   failed.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  redeliverToWebhook(webhookId: string, deliveryId: string, options?: Options): Call<Delivery> {
    return this.#sender.send(REDELIVER_TO_WEBHOOK, { webhookId, deliveryId }, options);
  }
}

const CREATE_WEBHOOK: Endpoint<CreatedWebhook> = {
  method: "POST",
  path: "/webhooks",
  bodies: [{ mediaType: "application/json", codec: NewWebhook }],
  answers: { "200": { mediaType: "application/json", codec: CreatedWebhook } },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "413": { mediaType: "application/problem+json", codec: Problem },
    "422": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
};

const GET_WEBHOOKS: PagedEndpoint<Webhook, WebhookList> = {
  method: "GET",
  path: "/webhooks",
  parameters: {
    cursor: query("cursor", codec.string),
    limit: query("limit", codec.integer),
  },
  answers: { "200": { mediaType: "application/json", codec: WebhookList } },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
  pages: {
    style: "cursor",
    items: ["webhooks"],
    next: ["meta", "nextCursor"],
    total: ["meta", "total"],
    parameter: "cursor",
    limit: "limit",
  },
  item: Webhook,
};

const GET_WEBHOOK: Endpoint<Webhook> = {
  method: "GET",
  path: "/webhooks/{webhookId}",
  parameters: {
    webhookId: path("webhookId", codec.string),
  },
  answers: { "200": { mediaType: "application/json", codec: Webhook } },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "404": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
};

const UPDATE_WEBHOOK: Endpoint<Webhook> = {
  method: "PATCH",
  path: "/webhooks/{webhookId}",
  parameters: {
    webhookId: path("webhookId", codec.string),
  },
  bodies: [{ mediaType: "application/json", codec: WebhookChanges }],
  answers: { "200": { mediaType: "application/json", codec: Webhook } },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "404": { mediaType: "application/problem+json", codec: Problem },
    "413": { mediaType: "application/problem+json", codec: Problem },
    "422": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
};

const DELETE_WEBHOOK: Endpoint<void> = {
  method: "DELETE",
  path: "/webhooks/{webhookId}",
  parameters: {
    webhookId: path("webhookId", codec.string),
  },
  answers: { "204": {} },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "404": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
};

const PING_WEBHOOK: Endpoint<Delivery> = {
  method: "POST",
  path: "/webhooks/{webhookId}/pings",
  parameters: {
    webhookId: path("webhookId", codec.string),
  },
  answers: { "202": { mediaType: "application/json", codec: Delivery } },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "404": { mediaType: "application/problem+json", codec: Problem },
    "422": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
};

const GET_WEBHOOK_DELIVERIES: PagedEndpoint<Delivery, DeliveryList> = {
  method: "GET",
  path: "/webhooks/{webhookId}/deliveries",
  parameters: {
    webhookId: path("webhookId", codec.string),
    cursor: query("cursor", codec.string),
    limit: query("limit", codec.integer),
  },
  answers: { "200": { mediaType: "application/json", codec: DeliveryList } },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "404": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
  pages: {
    style: "cursor",
    items: ["deliveries"],
    next: ["meta", "nextCursor"],
    total: ["meta", "total"],
    parameter: "cursor",
    limit: "limit",
  },
  item: Delivery,
};

const REDELIVER_TO_WEBHOOK: Endpoint<Delivery> = {
  method: "POST",
  path: "/webhooks/{webhookId}/deliveries/{deliveryId}/redeliveries",
  parameters: {
    webhookId: path("webhookId", codec.string),
    deliveryId: path("deliveryId", codec.string),
  },
  answers: { "202": { mediaType: "application/json", codec: Delivery } },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "404": { mediaType: "application/problem+json", codec: Problem },
    "422": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
};
