"""`python -m pressroom`, the same as `pressroom`."""

from pressroom.cli import main

if __name__ == "__main__":  # processes started by this one import it under another name
    main()
