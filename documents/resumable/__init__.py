"""Uploads that go on where they were cut: the core of tus 1.0 with creation, expiration and termination (ADR 16)."""
