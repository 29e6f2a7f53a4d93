"""PyYAML's parser, the one way to it: what it is given, and which of its two implementations runs."""

from typing import Any

import yaml

_NO_BREAKS = "\x85\u2028\u2029"


def parser_of(text: str) -> Any:
    """PyYAML's parser over a text: libyaml where it is there, which gives the same events with the same offsets as the one in Python.

    Raises:
        YAMLError, UnicodeError: here or from its events, the text is not YAML.
    """
    # To YAML 1.2 these are no line breaks, to the parsers they are; text that is pasted from elsewhere is full of them.
    for char in _NO_BREAKS:
        if char in text:
            text = text.replace(char, " ")
    loader: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    return loader(text)
