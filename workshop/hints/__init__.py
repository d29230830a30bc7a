"""What was probably meant by a program that does not work, by tables of what beginners do."""
