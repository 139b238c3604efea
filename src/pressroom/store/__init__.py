"""What is in PostgreSQL: row types, and the named SQL statements that read and write them.

Every function takes the connection it works on, so that the caller decides what one transaction is.
"""
