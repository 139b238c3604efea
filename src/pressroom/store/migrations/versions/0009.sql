-- Who is told of what. `secret` signs what is sent, so it is kept as it is. A webhook that isn't
-- active gets nothing; `reason` says why, when nobody paused it.
create table webhooks (
    id uuid primary key default gen_random_uuid(),
    url text not null,
    events text[] not null,
    secret text not null,
    active boolean not null default true,
    reason text,
    created_at timestamptz(3) not null default now(),
    created_by bigint not null references users,
    updated_at timestamptz(3) not null default now(),
    check (reason is null or not active)
);
create index webhooks_newest on webhooks (created_at desc, id desc);

-- The outbox: each row is written in the transaction of what it tells of. `tries` counts the
-- attempts since `asked_at`, when it was written or asked for again.
create table deliveries (
    id uuid primary key default gen_random_uuid(),
    webhook_id uuid not null references webhooks on delete cascade,
    event text not null,
    payload text not null,
    status text not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
    tries integer not null default 0,
    asked_at timestamptz(3) not null default now(),
    next_attempt_at timestamptz(3) default now(),
    created_at timestamptz(3) not null default now(),
    check ((status = 'pending') = (next_attempt_at is not null))
);
create index deliveries_newest on deliveries (webhook_id, created_at desc, id desc);
create index deliveries_oldest on deliveries (created_at);
create index deliveries_pending on deliveries (webhook_id, next_attempt_at)
    where status = 'pending';

-- What became of each attempt: an answer, or the reason why there is none.
create table delivery_attempts (
    id bigint generated always as identity primary key,
    delivery_id uuid not null references deliveries on delete cascade,
    at timestamptz(3) not null,
    milliseconds integer not null,
    status integer,
    body text,
    error text,
    check ((status is null) = (error is not null))
);
create index delivery_attempts_of_delivery on delivery_attempts (delivery_id, id);
