"""The network of appointments, on the terminal: the calendar is read, requests are sent, given half-hours are learnt.

**Why HTTPS to a small receiver**, and neither CalDAV nor e-mail. A terminal stands in a public hall and may be stolen:
whatever it holds must open nothing. CalDAV needs an account that can read and write the helpers' calendar, with the
names of everybody in it; few towns' calendars speak it to the outside at all. E-mail needs the password of a mailbox on
the terminal, and port 587, which the guest networks of halls often close; it knows no "I have this one already", gives
no answer when two people asked for one half-hour, and mail filters keep sealed attachments back without a word. HTTPS
passes wherever the terminal's updates pass; a token that a thief takes lets them add requests, and read nothing; the
answer tells what was kept, and what is given. It costs a receiver that somebody has to run, and since what it keeps is
sealed to the town's key, that need not be the town: whoever publishes the directory for a territory can run one for all
its towns.
"""
