create table grid_roster_import (
  id uuid primary key,
  account_id int not null references account,
  file_name text not null,
  replaces boolean not null,
  state text collate "C" not null check (state in ('checked', 'done', 'undone', 'cancelled')),
  wanted jsonb not null,
  lines jsonb not null,
  did jsonb,
  created_at timestamptz not null,
  ran_at timestamptz,
  run_key uuid,
  ended_at timestamptz
);
create index grid_roster_import_account on grid_roster_import (account_id, created_at desc);
comment on table grid_roster_import is '名单导入: a workbook of who serves which cell and speaks for which building, as it was read and checked';
comment on column grid_roster_import.replaces is 'whether the list says all who serve the cells that it names: whoever it leaves out ends there';
comment on column grid_roster_import.wanted is 'the rows that could be read: cells, buildings, accounts and persons by their ids, never by name';
comment on column grid_roster_import.lines is 'what was found of each row, and what the run would change or has changed';
comment on column grid_roster_import.did is 'which rows of the rosters the run added and ended, for whoever takes it back';
comment on column grid_roster_import.ended_at is 'when it was taken back or given up';
