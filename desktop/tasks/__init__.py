"""What is done with a project file, said once for the window and the command line alike."""
