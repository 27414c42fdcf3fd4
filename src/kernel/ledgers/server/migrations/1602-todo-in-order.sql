-- Deadlines fall on the end of a working day, so that hundreds of tasks are due at the same moment: without the id in
-- the index all of them were read with their entries and sorted for a page of fifty.
drop index task_organisation;
create index task_organisation on task (organisation_id, due_at, id) include (account_id, ledger_id, amber_at, todo)
  where closed_seq is null;
-- What a vacuum has not seen is looked up in the table to be counted: it comes after two rows in a hundred, not twenty.
alter table task set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.02);
