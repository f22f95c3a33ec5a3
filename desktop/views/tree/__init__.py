"""The indicators as a tree of levels: seen whole, folded, moved between levels (绩效指标的树)."""
