"""What the outside gets: shapes of things, tables of them, the description of all addresses. Knows no Django."""
