"""`plantrack schema`."""

from plantrack.options import Output


def command(output: Output = None) -> None:
    """The JSON Schema of the plan file, for completion and hover in editors."""
    from plantrack.json_schema import written
    from plantrack.output import deliver

    deliver([written()], output)
