"""A folder of files that proves itself: a list with hashes, and a checker that needs nothing but Python.

``manifest`` writes the list; ``verify`` is copied into the folder and also serves ``manage.py verify_handover``.
"""
