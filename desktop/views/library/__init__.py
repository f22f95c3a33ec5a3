"""我的指标与词句: the officer's own library, looked at, changed, learned and inserted from."""
