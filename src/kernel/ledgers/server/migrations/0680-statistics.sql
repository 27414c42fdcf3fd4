create table statistics_case (
  entry_id uuid not null,
  basis text collate "C" not null,
  case_key text collate "C" not null,
  ledger_id int not null,
  placed_at timestamptz not null,
  organisation_id int not null,
  task text collate "C",
  usual bool not null,
  rule text collate "C",
  yes smallint not null,
  sensitivity smallint not null,
  division_code text collate "C" not null,
  district text collate "C" generated always as (left(division_code, 6)) stored,
  township text collate "C" generated always as (case when length(division_code) >= 9 then left(division_code, 9) end) stored,
  village text collate "C" generated always as (case when length(division_code) >= 12 then left(division_code, 12) end) stored,
  s1 text collate "C", s2 text collate "C", s3 text collate "C", s4 text collate "C", s5 text collate "C", s6 text collate "C",
  n1 numeric, n2 numeric, n3 numeric,
  d1 text collate "C", d2 text collate "C", d3 text collate "C",
  primary key (entry_id, basis, case_key)
) with (fillfactor = 85);
comment on table statistics_case is 'what rates count (按期结案率、返工率、延期率、三率): a projection of the log, kept by the relay';
comment on column statistics_case.basis is 'what places it in a period: due, response, finished, registered, rated';
comment on column statistics_case.case_key is 'of a task its id, of a rating its step, of the entry itself nothing';
comment on column statistics_case.usual is 'counts where no kind of task is asked for';
comment on column statistics_case.rule is 'why it does not count';
comment on column statistics_case.yes is 'the measures it fulfils: bits in the order in which the measures are declared';
comment on column statistics_case.s1 is 'filter fields, place and class are the entry''s, so that a figure is computed without reading entries';
create index statistics_case_placed on statistics_case (ledger_id, basis, placed_at);

create table statistics_stale (entry_id uuid primary key);
comment on table statistics_stale is 'entries whose cases are still to be made: those older than the table, and what the relay could not read';
insert into statistics_stale select id from entry;
