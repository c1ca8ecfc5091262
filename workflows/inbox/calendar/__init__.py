"""工作日历: a year's working days, and who may enter holidays and worked weekends."""
