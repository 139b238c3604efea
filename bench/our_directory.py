"""Pressroom over many definitions in one process, as a library.

    python bench/our_directory.py < LIST

LIST has a file a line. Prints a line of JSON a file: `{file, seconds, operations, failure}`.
"""

import json
import sys
import time

import pressroom


def main() -> None:
    for line in sys.stdin:
        file = line.rstrip("\n")
        operations, failure = 0, ""
        started = time.perf_counter()
        try:
            definition = pressroom.load(file)
            pressroom.encode(pressroom.convert(definition))
            operations = len(definition.operations)
        except pressroom.PressroomError as error:
            failure = str(error)
        seconds = time.perf_counter() - started
        found = {"file": file, "seconds": seconds, "operations": operations, "failure": failure}
        print(json.dumps(found))


if __name__ == "__main__":
    main()
