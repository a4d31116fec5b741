"""The commands: one module each, with one function named `command`.

A command takes plain values, asks its query, builds the table and hands it over.
"""

COMMANDS = {
    "status": "status",
    "missed": "missed",
    "diff": "diff",
    "show": "show",
    "list": "listing",
    "init": "init",
    "check": "check",
    "record": "record",
    "import": "import_report",
    "schema": "schema",
}
"""The module of each command, in the order that `--help` lists them; imported when named."""
