"""Written families: invented, told by several agencies' records, of which no one alone is alarming."""
