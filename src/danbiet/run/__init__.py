"""Starting, stopping and looking after the installation. The highest floor: imports anything, nothing imports it.

It speaks Vietnamese directly instead of through the catalogue: it must be understood before Django is configured,
before the catalogue is compiled, and when either is broken.
"""
