"""The township's desk over all its villages at once: matrix, bulk approval, order, pack."""
