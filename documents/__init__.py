"""On paper: evidence files, typed papers, numbers, rendering and packs. Knows people (accounts), never a procedure."""
