"""Every paper the procedure produces, one module each. Importing this package registers them all."""
