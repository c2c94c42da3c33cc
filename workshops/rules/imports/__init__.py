"""Reading an office's own spreadsheets: from rows of cells to rows that mean something, each with its findings."""
