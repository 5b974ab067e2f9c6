"""The office's side of signing, by The Update Framework (specification 1.0), through python-tuf.

Only this package knows python-tuf on the office's side; it is loaded by the commands that sign, and by no other.
"""
