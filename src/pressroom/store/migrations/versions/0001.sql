-- People and programs that call us. The identifier is a number, as in the dialect.
create table users (
    id bigint generated always as identity (start with 10000001) primary key,
    name text not null unique,
    created_at timestamptz(3) not null default now()
);

-- API keys. `id` is the public part of the key, `digest` the SHA-256 of the whole.
create table keys (
    id text primary key,
    digest bytea not null,
    user_id bigint not null references users,
    role text not null check (role in ('viewer', 'editor', 'admin')),
    created_at timestamptz(3) not null default now(),
    revoked_at timestamptz(3)
);

create table workspaces (
    id uuid primary key,
    name text not null,
    created_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now()
);

insert into workspaces (id, name) values (gen_random_uuid(), 'Default workspace');

create table apis (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null references workspaces,
    name text not null,
    summary text,
    description text,
    created_at timestamptz(3) not null default now(),
    created_by bigint not null references users,
    updated_at timestamptz(3) not null default now(),
    updated_by bigint not null references users
);
create index apis_newest on apis (created_at desc, id desc);

-- File contents and collections, each stored once, named by the SHA-256 of the content.
create table blobs (
    digest bytea primary key,
    content bytea not null
);
alter table blobs alter column content set storage external;

create table schemas (
    id uuid primary key default gen_random_uuid(),
    api_id uuid not null unique references apis on delete cascade,
    type text not null,
    created_at timestamptz(3) not null default now(),
    created_by bigint not null references users,
    updated_at timestamptz(3) not null default now(),
    updated_by bigint not null references users
);

create table schema_files (
    id uuid primary key default gen_random_uuid(),
    schema_id uuid not null references schemas on delete cascade,
    path text not null,
    root boolean not null default false,
    digest bytea not null references blobs,
    created_at timestamptz(3) not null default now(),
    created_by bigint not null references users,
    updated_at timestamptz(3) not null default now(),
    updated_by bigint not null references users,
    unique (schema_id, path)
);
create unique index schema_files_one_root on schema_files (schema_id) where root;

-- What the tasks do for an API, each with the status that callers read. `input` is what the
-- request asked for; `attempt` counts the starts, and fences off a worker that was given up;
-- `deaths` counts the workers that died on it.
create table tasks (
    id uuid primary key,
    api_id uuid not null references apis on delete cascade,
    url text not null,
    model text not null check (model in ('collection', 'api-version')),
    action text not null check (action in ('update', 'create')),
    status text not null default 'pending' check (status in ('pending', 'failed', 'completed')),
    resources jsonb,
    error text,
    input jsonb not null,
    attempt integer not null default 0,
    deaths integer not null default 0,
    created_at timestamptz(3) not null default now(),
    created_by bigint not null references users,
    updated_at timestamptz(3) not null default now(),
    check ((status = 'completed') = (resources is not null)),
    check ((status = 'failed') = (error is not null))
);
create index tasks_newest on tasks (created_at desc, id desc);
create index tasks_of_api on tasks (api_id);
create index tasks_pending on tasks (id) where status = 'pending';

create function tasks_move_forward() returns trigger language plpgsql as $$
begin
    if old.status <> 'pending' and new.status <> old.status then
        raise exception 'task % is %, and stays so', old.id, old.status;
    end if;
    new.updated_at := greatest(old.updated_at, new.updated_at);
    return new;
end
$$;
create trigger tasks_move_forward before update on tasks
    for each row execute function tasks_move_forward();

-- `document` is the collection as it is now, `base` as Pressroom generated it last, and
-- `generated_from` names the definition it was generated from. A collection without a document
-- is waiting for the task that makes it, `task_id`.
create table collections (
    id uuid primary key,
    api_id uuid not null references apis on delete cascade,
    task_id uuid,
    name text,
    origin text not null check (origin in ('generated', 'copied', 'created')),
    options jsonb not null default '{}',
    document bytea references blobs,
    base bytea references blobs,
    generated_from bytea,
    created_at timestamptz(3) not null default now(),
    created_by bigint not null references users,
    updated_at timestamptz(3) not null default now(),
    updated_by bigint not null references users
);
create index collections_of_api on collections (api_id);
create index collections_of_task on collections (task_id);

-- A version is published by its task. `published_at` is null until then, and the version is
-- nothing but a name that is taken.
create table versions (
    id uuid primary key,
    api_id uuid not null references apis on delete cascade,
    task_id uuid not null,
    name text not null,
    release_notes text,
    published_at timestamptz(3),
    created_at timestamptz(3) not null default now(),
    created_by bigint not null references users,
    updated_at timestamptz(3) not null default now(),
    constraint versions_one_name unique (api_id, name)
);

create index versions_of_task on versions (task_id);

create table version_schemas (
    version_id uuid not null references versions on delete cascade,
    schema_id uuid not null,
    type text not null,
    created_at timestamptz(3) not null,
    created_by bigint not null,
    updated_at timestamptz(3) not null,
    updated_by bigint not null,
    primary key (version_id, schema_id)
);

create table version_files (
    version_id uuid not null references versions on delete cascade,
    schema_id uuid not null,
    id uuid not null,
    path text not null,
    root boolean not null,
    digest bytea not null references blobs,
    created_at timestamptz(3) not null,
    created_by bigint not null,
    updated_at timestamptz(3) not null,
    updated_by bigint not null,
    primary key (version_id, schema_id, path)
);

create table version_collections (
    version_id uuid not null references versions on delete cascade,
    collection_id uuid not null,
    digest bytea not null references blobs,
    primary key (version_id, collection_id)
);

-- What a version holds is written once.
create function versions_hold_still() returns trigger language plpgsql as $$
begin
    raise exception 'a published version can''t be changed';
end
$$;
create trigger versions_hold_still before update on version_schemas
    for each row execute function versions_hold_still();
create trigger versions_hold_still before update on version_files
    for each row execute function versions_hold_still();
create trigger versions_hold_still before update on version_collections
    for each row execute function versions_hold_still();
create trigger blobs_hold_still before update on blobs
    for each row execute function versions_hold_still();
-- The number of the newest of Procrastinate's own migrations that has been applied.
create table procrastinate_schema (
    only_row boolean primary key default true check (only_row),
    version text not null
);
