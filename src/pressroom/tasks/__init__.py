"""Tasks: durable work for an API, run by Procrastinate on PostgreSQL.

A request's transaction accepts a task (`accepting`); a worker takes it (`worker`, `running`),
computes outside of any transaction, and writes results and status in one (`work`). What a dead
worker left is taken up again (`recovery`); whoever waits is told (`waiting`).
"""
