"""Items in the forms others keep them in: Word as officials write it, Excel, GIFT, Aiken, Moodle XML. Read without trust, written back whole."""
