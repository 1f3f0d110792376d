"""Reading workbooks and lists of others: one module a family of formats."""
