create table registry_import (
  id uuid primary key,
  account_id bigint not null,
  position_id bigint not null,
  divisions text[] not null,
  sensitivity smallint not null,
  locale text not null,
  file_name text not null,
  size int not null,
  content bytea,
  headings jsonb not null,
  row_count int not null,
  mapping jsonb,
  options jsonb,
  state text not null check (state in
    ('uploaded', 'to_check', 'checking', 'checked', 'to_run', 'running', 'done', 'cancelled', 'failed')),
  run_key uuid,
  phase text,
  progress int not null default 0,
  report jsonb,
  refused bytea,
  cancel_asked_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  ended_at timestamptz
);
create index registry_import_account on registry_import (account_id, created_at desc);
create index registry_import_waiting on registry_import (created_at)
  where state in ('to_check', 'checking', 'to_run', 'running');
comment on table registry_import is '批量导入: a list of households with their members, taken over whole or not at all, refused households left out by name';
comment on column registry_import.divisions is 'what the importer''s position reached when it was asked for';
comment on column registry_import.content is 'the file, encrypted; gone once the run ends, is cancelled or has waited a day';
comment on column registry_import.mapping is '{field: number of the column}';
comment on column registry_import.run_key is 'client key of the run: the same key again is the same run';
comment on column registry_import.progress is 'rows come to in this phase';
comment on column registry_import.report is 'counts only: nothing of persons';
comment on column registry_import.refused is 'refused rows with their reasons and those like somebody registered, encrypted; gone after a week';
