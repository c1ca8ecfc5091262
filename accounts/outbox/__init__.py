"""How messages leave the house: many people at once by a second look, other channels by a job.

``posting`` writes messages and what is to be delivered; ``letters`` are drafts to many; ``delivering`` sends, each once;
``adapters`` speak to the outside; ``failures`` is what did not go out.
"""
