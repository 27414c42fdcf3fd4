-- A list is ordered by when its entries were opened and, of one moment, by id. A plan that is kept for all values takes a
-- slot to have as many of them as it has over all ledgers together, thinks that one row is left, and reads and sorts them
-- all, a township's 316 for a page of 20. With the id in the index the order is the index's own: nothing to sort, no guess.
drop index entry_township, entry_opened, entry_s1, entry_s2, entry_s3, entry_s4, entry_s5, entry_s6;
create index entry_township on entry (ledger_id, district, township, opened_at desc, id desc);
create index entry_opened on entry (ledger_id, opened_at desc, id desc);
create index entry_s1 on entry (ledger_id, s1, district, township, opened_at desc, id desc) where s1 is not null;
create index entry_s2 on entry (ledger_id, s2, district, township, opened_at desc, id desc) where s2 is not null;
create index entry_s3 on entry (ledger_id, s3, district, township, opened_at desc, id desc) where s3 is not null;
create index entry_s4 on entry (ledger_id, s4, opened_at desc, id desc) where s4 is not null;
create index entry_s5 on entry (ledger_id, s5, opened_at desc, id desc) where s5 is not null;
create index entry_s6 on entry (ledger_id, s6, opened_at desc, id desc) where s6 is not null;
