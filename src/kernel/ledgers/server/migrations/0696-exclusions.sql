-- 剔除、申诉: entries of which something was asked to be left out of a rate are few, and are listed by themselves.
create index entry_exclusions on entry (ledger_id, township) where jsonb_exists(marks, 'exclusions');
