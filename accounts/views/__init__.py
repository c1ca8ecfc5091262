"""Sign-in, the profile, messages, and the desks of the three administrators."""
