"""The HTTP edge. `openapi.yaml` is the contract; each handler is bound to one of its operations."""
