"""`python -m pressroom`, the same as `pressroom`."""

import gc


def main() -> None:
    """Run the command. Importing makes no garbage, so none is looked for until that is done."""
    gc.disable()
    from pressroom.cli.main import main as run

    run()


if __name__ == "__main__":  # processes started by this one import it under another name
    main()
