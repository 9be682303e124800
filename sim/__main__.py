"""`python -m sim` is `moratorium`."""

from sim.cli.main import main

if __name__ == "__main__":
    main()
