"""本地规则: the rule packs on this computer, looked at, copied, changed and chosen."""
