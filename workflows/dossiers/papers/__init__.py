"""Fills in the papers of a dossier, one subject a module: records go in, ``documents.papers`` come out; no queries."""
