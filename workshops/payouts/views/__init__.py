"""Pages of money: pay, slips, statements, receipts, the fund."""
