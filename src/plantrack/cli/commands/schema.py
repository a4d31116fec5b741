"""`plantrack schema`."""

from plantrack.cli.options import Output


def command(output: Output = None) -> None:
    """The JSON Schema of the plan file, for completion and hover in editors."""
    from plantrack.cli.output import deliver
    from plantrack.planfile.json_schema import written

    deliver([written()], output)
