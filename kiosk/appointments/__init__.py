"""An appointment asked for without a phone: free half-hours, a numbered slip, a request sealed to the town's key.

The middle is pure: `calendar` reads what a helper's calendar says, `agenda` is what is kept of it, `slots` tells the
free half-hours, `request` is what is asked and how it is sealed. At the edge, `numbers` and `outbox` keep what must
outlive a power cut, and `asking` is what a screen calls. What sends is kiosk.sync.appointments; what opens is
kiosk.publish.desk.

**No half-hour is given twice in silence.**
1. One terminal remembers each half-hour it gave (by its time alone) until it is over.
2. Terminals of one desk divide the half-hours by a fixed rule (`slots.is_mine`): each offers its own share only, with a
   network or without. Two that are set up rightly can give no half-hour twice, however long they are alone.
3. Where they are set up wrongly, or one was installed anew, the receiver sees two requests for one half-hour: it keeps
   both, answers 409, tells staff through `kiosk appointments status`, and `kiosk desk open` puts the half-hour first,
   with both numbers; the request made first has it.
4. What a terminal cannot know, it says: with no calendar, or one that was read more than a day ago, the slip says that
   the hour is to be confirmed; after a month nothing is offered.

**Nothing about anybody stays.** A request is in memory until it is sealed; only sealed bytes of one size and a
half-hour are written; sealed bytes go when the receiver has them, half-hours when they are over.

Everything here is kept in one folder that belongs to the user of the screen:

number                              the last slip number
outbox/<slot>--<id>.sealed          what waits to be sent
refused/<slot>--<id>.sealed         what the receiver will not take: for staff to carry to the desk
given/<slot>                        half-hours of what was sent
agenda.json, taken.json, status.json    what sending and reading came to; written by kiosk.sync.appointments
"""
