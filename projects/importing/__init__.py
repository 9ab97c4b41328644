"""What a bundle says about the research, brought into the database."""
