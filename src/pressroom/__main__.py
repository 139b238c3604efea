"""`python -m pressroom`, the same as `pressroom`."""

from pressroom.cli import main

main()
