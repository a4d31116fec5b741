"""Files read within bounds and written whole or not at all, and why the system refuses.

`reading` reads, `writing` writes, `locks` lets one writer at a time into a folder, `exchange` swaps
two files, and `reasons` has the words for what the system answers.
"""
