"""Questions about surveys, and what is read from them."""
