"""绩评: fills in, checks and issues performance self-evaluation reports of fiscal projects."""
