"""Where a community's voice is recorded: above the apps, since names of work are spoken too."""
