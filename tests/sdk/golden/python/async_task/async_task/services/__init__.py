"""The operations, a module for each service."""
