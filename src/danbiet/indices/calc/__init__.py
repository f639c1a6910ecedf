"""The index of administrative reform without Django: criteria, points, exemptions, ranks, and how sure a rank is."""
