"""The county's scoring verbs, one subject a file."""
