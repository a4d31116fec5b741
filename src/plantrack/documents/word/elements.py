"""XML elements by their plain names: strict and transitional documents differ in namespaces."""

from __future__ import annotations

from lxml import etree


def tag_of(node: etree._Element) -> str:
    """The name of an element without its namespace; "" for a comment."""
    if not isinstance(node.tag, str):
        return ""
    return node.tag.rpartition("}")[2]


def child_of(node: etree._Element, *path: str) -> etree._Element | None:
    """The first child of that name, and the first in that of the next, and so on."""
    found = node
    for name in path:
        for child in found:
            if tag_of(child) == name:
                found = child
                break
        else:
            return None
    return found


def number(said: str | None, default: int, most: int) -> int:
    """The number that an attribute says, but `most` for any greater one."""
    if not said or not (said.isascii() and said.isdigit()):
        return default
    digits = said.lstrip("0")
    return int(digits or 0) if len(digits) <= len(str(most)) and int(digits or 0) < most else most


def value_of(node: etree._Element | None, name: str = "val") -> str | None:
    """An attribute, whatever its namespace."""
    if node is None:
        return None
    for key, value in node.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None
