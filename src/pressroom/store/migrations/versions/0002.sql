-- What a task went through on its way. `attempt` is the start that it belongs to: after a worker
-- died, the stages begin anew under a higher one.
create table task_events (
    id bigint generated always as identity primary key,
    task_id uuid not null references tasks on delete cascade,
    attempt integer not null,
    stage text not null check (stage in ('queued', 'load', 'convert', 'write')),
    done integer not null,
    total integer not null,
    message text not null,
    at timestamptz(3) not null
);
create index task_events_of_task on task_events (task_id, id);

create function task_events_tell() returns trigger language plpgsql as $$
begin
    perform pg_notify('pressroom_progress', task_id::text) from added group by task_id;
    return null;
end
$$;
create trigger task_events_tell after insert on task_events
    referencing new table as added
    for each statement execute function task_events_tell();
