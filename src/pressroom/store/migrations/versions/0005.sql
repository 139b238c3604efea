-- What was answered to a request that came with an idempotency key. `request` is the SHA-256 of
-- what it asked for. An answer that may still change, as its task may end soon, isn't `settled`.
create table idempotency_keys (
    caller text not null,
    operation text not null,
    path text not null,
    key text not null,
    request bytea not null,
    task_id uuid,
    settled boolean not null,
    status integer not null,
    headers jsonb not null,
    body bytea not null,
    created_at timestamptz(3) not null default now(),
    primary key (caller, operation, path, key)
);
create index idempotency_keys_oldest on idempotency_keys (created_at);
