-- The building of an SDK is a task, though not one of the dialect's: callers read its status at
-- the SDK. It has the SDK's identifier.
alter table tasks drop constraint tasks_model_check;
alter table tasks add constraint tasks_model_check
    check (model in ('collection', 'api-version', 'sdk'));

-- `archive` is what was built, a zip archive; null until then. The source is kept as it was named.
create table sdks (
    id uuid primary key references tasks on delete cascade,
    language text not null,
    source_type text not null,
    source_id text not null,
    version text,
    archive bytea references blobs
);

create view sdk_builds as
    select sdks.id, apis.workspace_id, sdks.language, sdks.source_type, sdks.source_id,
        sdks.version, sdks.archive, tasks.error, tasks.created_at, tasks.updated_at,
        case
            when tasks.status = 'completed' then 'succeeded'
            when tasks.status = 'failed' then 'failed'
            when tasks.attempt > 0 then 'in_progress'
            else 'queued'
        end as build_status
    from sdks
        join tasks on tasks.id = sdks.id
        join apis on apis.id = tasks.api_id;

-- What this installation signs with.
create table secrets (
    purpose text primary key,
    secret bytea not null
);
insert into secrets
values ('downloads', sha256(convert_to(gen_random_uuid()::text || gen_random_uuid(), 'UTF8')));
