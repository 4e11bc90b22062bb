// Runs before every npm script.
