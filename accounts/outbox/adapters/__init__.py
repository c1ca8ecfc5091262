"""One module a kind of channel. ``send(parcel, given)`` hands it over and says what came of it.

``given`` is what the administrator has configured. ``REPEATABLE`` tells that the other side throws a second copy away.
"""
