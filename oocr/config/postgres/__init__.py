"""Django's PostgreSQL, reached through the server embedded in the checkout. Django names it by this folder."""
