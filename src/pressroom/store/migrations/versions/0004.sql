-- What a task did to the collections that it brought in step, as JSON. It is no `jsonb`, as the
-- values in it may hold a NUL character.
create table task_reports (
    task_id uuid primary key references tasks on delete cascade,
    report bytea not null
);
