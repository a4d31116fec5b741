"""`plantrack schema`."""

from plantrack.cli.options import Force, Output, voice, written_to


def command(output: Output = None, force: Force = False) -> None:
    """The JSON Schema of the plan file, for completion and hover in editors."""
    where = written_to(("schema",), None, output, force)
    from plantrack.cli.output import deliver
    from plantrack.planfile.json_schema import written

    deliver([written()], where, voice(None))
