"""Official documents on paper: the layout of Decree 30/2020/NĐ-CP in PDF."""
