"""The workshop's verbs, one subject a file."""
