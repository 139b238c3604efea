-- In which order tasks are taken. `cost` is the class of the definition's size, `rank` the place in
-- line: small goes first. The tasks of one API never overtake each other, so their ranks only grow.
alter table tasks add column cost integer not null default 1;
alter table tasks add column rank integer not null default 1;
create index tasks_waiting_of_api on tasks (api_id, cost, rank) where status = 'pending';
create index tasks_waiting_by on tasks (created_by, api_id, cost) where status = 'pending';
