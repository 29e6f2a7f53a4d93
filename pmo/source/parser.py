"""PyYAML's parser, the one way to it: what it is given, and which of its two implementations runs."""

from typing import Any

import yaml

# The bare parser: of the loaders that PyYAML builds upon it we use nothing, and a plan may have ten thousand files.
_PARSER: Any = vars(yaml.cyaml)["CParser"] if yaml.__with_libyaml__ else yaml.SafeLoader
_NO_BREAKS = "\x85\u2028\u2029"


def parser_of(text: str) -> Any:
    """PyYAML's parser over a text: libyaml where it is there, which gives the same events with the same offsets as the one in Python.

    Raises:
        YAMLError, UnicodeError: here or from its events, the text is not YAML.
    """
    # To YAML 1.2 these are no line breaks, to the parsers they are; text that is pasted from elsewhere is full of them.
    if not text.isascii():
        for char in _NO_BREAKS:
            if char in text:
                text = text.replace(char, " ")
    return _PARSER(text)
