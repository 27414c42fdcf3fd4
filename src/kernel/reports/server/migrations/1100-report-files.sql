create table report_file (
  id uuid primary key,
  at timestamptz not null,
  account_id int not null references account,
  position_id int not null,
  organisation_id int not null references organisation,
  what text not null,
  path text not null,
  format text not null,
  filter jsonb not null default '{}',
  axis text check (axis in ('effective', 'recorded')),
  as_of_effective timestamptz,
  as_of_recorded timestamptz not null,
  period_from date,
  period_to date,
  rules jsonb not null default '{}',
  purpose text,
  rows int,
  bytes bigint,
  sha256 bytea,
  finished_at timestamptz,
  file_id uuid
) with (fillfactor = 80);
comment on table report_file is '导出记录: every file that was made of the data and handed to somebody; written before its first byte, so that one that broke off stands here too';
comment on column report_file.what is 'a route''s produces: entries, board, statistics, entry, bulletin, wall …';
comment on column report_file.filter is 'the query; free texts, which may name persons, as a mark that is the same for the same text';
comment on column report_file.as_of_effective is 'the moment that it tells of; null where it tells of the present';
comment on column report_file.as_of_recorded is 'what had been recorded by then is in it';
comment on column report_file.rules is 'versions of the declarations and rules that made its figures';
comment on column report_file.purpose is 'what whole numbers of persons were asked for; null: they were masked';
comment on column report_file.sha256 is 'of the bytes that went out; null while it is not finished, or where it broke off';
comment on column report_file.file_id is 'where a copy is kept (通报)';
create index on report_file (organisation_id, at desc);
create index on report_file (account_id, at desc);
create index on report_file (at desc);
