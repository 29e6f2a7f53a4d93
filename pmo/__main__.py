"""`python -m pmo`."""

from pmo.cli import main

if __name__ == "__main__":
    main()
