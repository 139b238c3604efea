-- The rank of the task that was started last: those of later ones are counted from it. It needs no
-- transaction, and no row that all workers would wait for.
create sequence tasks_served minvalue 0 start 0;
