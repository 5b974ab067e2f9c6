"""The desk: where the requests that visitors sealed on terminals arrive, are opened, and are read by a human being.

`receiver` keeps sealed files and can read none; `keyfiles` makes the town's key pair; `opening` opens what arrived and
finds what was asked for twice; `listing` shows it, in French, as a sheet, a table or a calendar.
"""
