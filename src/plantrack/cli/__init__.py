"""The command line: commands, options, output and what is said of errors."""
