alter table task add column original_due_at timestamptz;
comment on column task.original_due_at is 'when it would be due without extensions (延期): kept for the statistics';
update task set original_due_at = due_at;
