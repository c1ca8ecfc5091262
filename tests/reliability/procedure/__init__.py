"""The procedure once more, in plain Python; random people who do what they may and may not; and what must hold then.

``people``, ``cases``, ``scoring``  what the model knows
``rights``                          who may do what, a second time
``helping``, ``flow``, ``departments``, ``keeping``, ``midway``, ``ways``, ``model``  what follows from what; no Django, no database
``stage``                           the same county in the database, and who is who
``doing_*``                         what people do, by subject: each foretells what must become of it
``checks``                          after every action: the database says what the model says
``machine``, ``dice``, ``running``  Hypothesis tells, dice choose; so many stories of so many actions
"""
