-- Which version says what stands in the slots of an ended state; until now no entry could change its version.
alter table entry_span add column def_version int;
update entry_span s set def_version = e.def_version from entry e where e.id = s.entry_id;
comment on column entry_span.def_version is 'the version of the ledger under which the state was: it says which field stands in which slot';

create table migration_run (
  id uuid primary key,
  ledger_id int not null references ledger,
  to_version int not null,
  map jsonb not null,
  closed_too bool not null,
  account_id int not null,
  position_id int not null,
  organisation_id int not null,
  total int not null,
  created_at timestamptz not null,
  cancelled_at timestamptz,
  ended_at timestamptz
);
comment on table migration_run is '版本迁移: entries of a ledger moved to another version, each by an action of its own; worked off in batches';
comment on column migration_run.map is 'what becomes of stages, kinds of task and fields that the new version has not';
comment on column migration_run.total is 'entries that were on other versions when it began';
create index migration_run_waiting on migration_run (created_at) where ended_at is null;

create table migration_result (
  run_id uuid not null references migration_run,
  entry_id uuid not null references entry,
  moved bool not null,
  refusals jsonb not null,
  primary key (run_id, entry_id)
);
comment on table migration_result is 'what became of each entry: moved, or why it stays on its version';
create index migration_result_refused on migration_result (run_id, entry_id) where not moved;
