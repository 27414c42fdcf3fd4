-- A to-do list counts its tasks without reading them: whether a task is on it stands beside the rest it is counted by.
drop index task_organisation;
create index task_organisation on task (organisation_id, due_at) include (account_id, ledger_id, amber_at, todo)
  where closed_seq is null;
