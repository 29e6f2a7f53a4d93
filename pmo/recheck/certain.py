"""What a check of few files stands on: certainty. Where it ends, the whole plan is checked, and nothing is lost but a few milliseconds."""


class UnclearError(Exception):
    """Only the whole check can tell."""


def sure(certain: object) -> None:
    """Go on only if this is so.

    Raises:
        UnclearError: it is not.
    """
    if not certain:
        raise UnclearError
