"""What `import scheduler as netday` offers to programs: the twin of the commands, in the same organisers' words."""
