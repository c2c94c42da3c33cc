"""Two communities at work by chance: any act in any order, and the books must stand after each of them."""
