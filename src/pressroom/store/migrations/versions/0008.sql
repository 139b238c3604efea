-- When the work on a task began first, the request that it came from, and that request's span.
alter table tasks add column started_at timestamptz;
alter table tasks add column request_id text;
alter table tasks add column traceparent text;

-- The upper bounds of the classes into which waiting and running times fall, in seconds.
create function task_time_bounds() returns double precision[] language sql immutable as $$
    select array[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800]
        ::double precision[]
$$;

-- How many tasks have ended, and how long they waited and ran: sums, and counts by class. They only
-- grow, whatever is pruned or deleted. Each connection counts in one of 32 rows of a kind, so that
-- those who end tasks at once don't wait for one another.
create table task_tallies (
    model text not null,
    action text not null,
    status text not null,
    share integer not null,
    ended bigint not null default 0,
    waited double precision not null default 0,
    waiting bigint[] not null default array_fill(0, array[16]),
    ran double precision not null default 0,
    running bigint[] not null default array_fill(0, array[16]),
    primary key (model, action, status, share)
) with (fillfactor = 50);

-- How often a task was taken from a dead worker, or tried again after an error.
create table task_setbacks (
    model text not null,
    action text not null,
    kind text not null check (kind in ('rescue', 'retry')),
    times bigint not null,
    primary key (model, action, kind)
);

-- However a task ends, it is told and counted in the same transaction.
create function tasks_end() returns trigger language plpgsql as $$
declare
    own constant integer := pg_backend_pid() % 32;
    began constant timestamptz := coalesce(new.started_at, new.updated_at);
    seconds_waited constant double precision :=
        greatest(extract(epoch from began - new.created_at), 0);
    seconds_run constant double precision :=
        greatest(extract(epoch from new.updated_at - began), 0);
    -- A time that equals a bound belongs below it.
    wait_class constant integer := 1 + width_bucket(seconds_waited - 1e-9, task_time_bounds());
    run_class constant integer := 1 + width_bucket(seconds_run - 1e-9, task_time_bounds());
begin
    loop
        update task_tallies set ended = ended + 1,
            waited = waited + seconds_waited, waiting[wait_class] = waiting[wait_class] + 1,
            ran = ran + seconds_run, running[run_class] = running[run_class] + 1
        where model = new.model and action = new.action and status = new.status and share = own;
        exit when found;
        insert into task_tallies (model, action, status, share)
        values (new.model, new.action, new.status, own) on conflict do nothing;
    end loop;
    perform pg_notify('pressroom_tasks', new.id::text);
    return null;
end
$$;
create trigger tasks_end after update of status on tasks
    for each row when (old.status = 'pending' and new.status <> 'pending')
    execute function tasks_end();

create function tasks_set_back() returns trigger language plpgsql as $$
begin
    insert into task_setbacks
    values (new.model, new.action,
        case when new.deaths > old.deaths then 'rescue' else 'retry' end, 1)
    on conflict (model, action, kind) do update set times = task_setbacks.times + 1;
    return null;
end
$$;
-- `attempt` counts starts and deaths, so a start that no death called for is a retry.
create trigger tasks_set_back after update of attempt, deaths on tasks
    for each row when (new.deaths > old.deaths
        or (new.attempt > old.attempt and new.status = 'pending' and old.attempt > 2 * old.deaths))
    execute function tasks_set_back();

-- The oldest revision whose programs may work on these tables: those between a release and the next.
create table schema_compatibility (
    only_row boolean primary key default true check (only_row),
    oldest_revision text not null
);
insert into schema_compatibility (oldest_revision) values ('0004');
