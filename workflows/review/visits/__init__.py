"""镇级实地核查: the township goes to every village before it recommends one, and keeps what it found there."""
