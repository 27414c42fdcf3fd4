-- Most urgent first, of a ledger with a hundred thousand entries: read in that order instead of sorted.
create index entry_due on entry (ledger_id, due_at, id);

-- The later slots are filled by few ledgers, and cost nothing where they are empty.
create index entry_s4 on entry (ledger_id, s4, opened_at desc) where s4 is not null;
create index entry_s5 on entry (ledger_id, s5, opened_at desc) where s5 is not null;
create index entry_s6 on entry (ledger_id, s6, opened_at desc) where s6 is not null;
