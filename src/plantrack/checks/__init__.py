"""What `check` finds in plan files, each finding with its code and words."""
