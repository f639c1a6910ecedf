"""Pure work for accounts: user names made of names, devices as their owners know them."""
