-- A page of an inbox is read in its order, and its counts from the index alone, however much is unread.
create index notice_inbox on notice
  (account_id, organisation_id, (case when read_at is null then importance else -1 end) desc, id desc)
  include (sensitivity, ledger) where archived_at is null;
drop index notice_account_id_organisation_id_idx;
create index notice_unread on notice (account_id, organisation_id) include (sensitivity, ledger)
  where read_at is null and archived_at is null;
-- What a vacuum has not seen is looked up in the table to be counted: it comes after two rows in a hundred, not twenty.
alter table notice set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.02);
