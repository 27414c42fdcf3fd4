create table ledger (
  id int generated always as identity primary key,
  code text collate "C" not null unique,
  version int not null
);
comment on table ledger is '台账: a type of entries; its definition is data';
comment on column ledger.version is 'the version that new entries get';

create table ledger_version (
  ledger_id int not null references ledger,
  version int not null,
  definition jsonb not null,
  hash bytea not null,
  account_id int not null,
  at timestamptz not null,
  primary key (ledger_id, version)
);
comment on table ledger_version is 'a definition as it was published; entries in flight keep theirs';
comment on column ledger_version.hash is 'SM3 of the canonical definition: the same definition again makes no version';

create sequence entry_no;

create table entry (
  id uuid primary key,
  ledger_id int not null references ledger,
  def_version int not null,
  no text collate "C" not null,
  stage text collate "C" not null,
  is_open bool not null,
  sensitivity smallint not null default 0,
  division_code text collate "C" not null,
  district text collate "C" generated always as (left(division_code, 6)) stored,
  township text collate "C" generated always as (case when length(division_code) >= 9 then left(division_code, 9) end) stored,
  village text collate "C" generated always as (case when length(division_code) >= 12 then left(division_code, 12) end) stored,
  organisation_id int not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  due_at timestamptz,
  amber_at timestamptz,
  effective_at timestamptz not null,
  since_effective timestamptz not null,
  since_recorded timestamptz not null,
  seq int not null,
  head_hash bytea not null,
  title text not null,
  s1 text collate "C", s2 text collate "C", s3 text collate "C", s4 text collate "C", s5 text collate "C", s6 text collate "C",
  n1 numeric, n2 numeric, n3 numeric,
  d1 text collate "C", d2 text collate "C", d3 text collate "C",
  data jsonb not null,
  origins jsonb not null,
  marks jsonb not null
) with (fillfactor = 85);
comment on table entry is '条目: the projection of its actions; every column can be made again from the log';
comment on column entry.effective_at is 'effective time (当时) of the last action';
comment on column entry.since_effective is 'since when the present state holds (当时): the state before it is in entry_span';
comment on column entry.since_recorded is 'since when it has been recorded (入账时)';
comment on column entry.due_at is 'of the most urgent open task';
comment on column entry.s1 is 'typed slots for declared filter fields: s text, n number, d date';
create unique index entry_no_key on entry (ledger_id, no);
create index entry_township on entry (ledger_id, district, township, opened_at desc);
create index entry_opened on entry (ledger_id, opened_at desc);
create index entry_s1 on entry (ledger_id, s1, district, township, opened_at desc) where s1 is not null;
create index entry_s2 on entry (ledger_id, s2, district, township, opened_at desc) where s2 is not null;
create index entry_s3 on entry (ledger_id, s3, district, township, opened_at desc) where s3 is not null;
create index entry_open on entry (ledger_id, district, township, stage, due_at) where is_open;

create table action (
  entry_id uuid not null,
  seq int not null,
  kind smallint not null,
  account_id int not null,
  position_id int not null,
  effective_at timestamptz not null,
  recorded_at timestamptz not null,
  alg smallint not null,
  body bytea not null,
  hash bytea not null,
  primary key (entry_id, seq)
);
comment on table action is '动作: append-only; body is the canonical change, hash is over the previous hash and every column';
comment on column action.alg is 'hash algorithm: 1 SM3, 2 SHA-256';
create function action_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'YW002';
end $$;
create trigger action_append_only before update or delete on action for each row execute function action_refuse_change();

create table request (
  account_id int not null,
  client_key uuid not null,
  request_hash bytea not null,
  results jsonb not null,
  at timestamptz not null,
  primary key (account_id, client_key)
);
comment on table request is 'what each client key did: the same key again answers the same results';

create table task (
  id uuid primary key,
  entry_id uuid not null references entry,
  ledger_id int not null,
  kind text collate "C" not null,
  organisation_id int not null,
  account_id int,
  opened_seq int not null,
  closed_seq int,
  opened_at timestamptz not null,
  closed_at timestamptz,
  outcome text,
  acknowledged_at timestamptz,
  amber_at timestamptz,
  due_at timestamptz,
  provisional bool not null default false,
  clock jsonb not null,
  rung smallint not null default 0,
  rung_at timestamptz
) with (fillfactor = 85);
comment on table task is '任务(待办): who must do what by when; the to-do list is the open ones';
comment on column task.clock is 'what the due date was computed from, so that it can be explained';
comment on column task.rung_at is 'when the next step of the escalation ladder is due';
create index task_organisation on task (organisation_id, due_at) include (account_id, ledger_id, amber_at) where closed_seq is null;
create index task_account on task (account_id, due_at) where closed_seq is null and account_id is not null;
create index task_entry on task (entry_id);
create index task_rung on task (rung_at) where closed_seq is null and rung_at is not null;

create table participation (
  organisation_id int not null,
  entry_id uuid not null,
  account_id int not null default 0,
  ledger_id int not null,
  division_code text collate "C" not null,
  primary key (organisation_id, entry_id, account_id)
);
create index participation_place on participation (organisation_id, ledger_id, division_code) include (account_id, entry_id);
comment on table participation is 'who holds or held a task of an entry, or registered it: they may read it wherever it lies';
comment on column participation.account_id is '0: anyone of the organisation';
comment on column participation.division_code is 'of the entry: those outside a scope are found without reading those inside';

create table entry_span (
  entry_id uuid not null,
  seq int not null,
  ledger_id int not null,
  stage text collate "C" not null,
  is_open bool not null,
  organisation_id int not null,
  due_at timestamptz,
  s1 text collate "C", s2 text collate "C", s3 text collate "C", s4 text collate "C", s5 text collate "C", s6 text collate "C",
  n1 numeric, n2 numeric, n3 numeric,
  d1 text collate "C", d2 text collate "C", d3 text collate "C",
  effective_from timestamptz,
  effective_to timestamptz,
  recorded_from timestamptz,
  recorded_to timestamptz,
  township text collate "C"
);
comment on column entry_span.township is 'of the entry, or the district of one that lies in none';
comment on table entry_span is 'a state that has ended, written once when it ends; null where it is not on that time line';
create index entry_span_effective on entry_span (entry_id, effective_to) where effective_to is not null;
create index entry_span_recorded on entry_span (entry_id, recorded_to) where recorded_to is not null;
create index entry_span_late on entry_span (ledger_id, effective_to) include (township, stage, due_at, effective_from)
  where is_open and due_at < effective_to;
create index entry_span_late_recorded on entry_span (ledger_id, recorded_to) include (township, stage, due_at, recorded_from)
  where is_open and due_at < recorded_to;
comment on index entry_span_late is 'states that were over their date when they ended: what was late at a moment is among those that ended after it';

create table subject (
  entry_id uuid not null references entry,
  object_kind text collate "C" not null,
  object_id uuid not null,
  role text collate "C" not null,
  seq int not null,
  primary key (entry_id, object_id, role)
);
comment on table subject is '当事对象: ties of an entry to the registry';
create index subject_object on subject (object_id);

create table entry_file (
  entry_id uuid not null references entry,
  file_id uuid not null,
  seq int not null,
  sensitivity smallint not null default 0,
  primary key (entry_id, file_id)
);
create index entry_file_file on entry_file (file_id);
comment on table entry_file is 'files that an action of the entry (seq) brought as evidence';
comment on column entry_file.sensitivity is 'class of the field it hangs in, the lowest where it hangs in several';

create table outbox (
  no bigint generated always as identity primary key,
  entry_id uuid not null,
  ledger_id int not null,
  seq int not null,
  kind smallint not null,
  at timestamptz not null,
  note jsonb not null
);
comment on table outbox is 'what happened and is still to be told: one relay takes rows out, tells, and deletes, in one transaction';

create table outbox_parked (
  no bigint primary key,
  consumer text not null,
  row jsonb not null,
  error text not null,
  at timestamptz not null
);
comment on table outbox_parked is 'rows that a consumer failed on again and again: kept for a person to look at';

create table board_event (
  no bigint generated always as identity primary key,
  ledger_id int not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  township text collate "C" not null,
  stage text collate "C" not null,
  measure smallint not null,
  d int not null
);
comment on table board_event is 'plus and minus one wherever an entry enters or leaves a stage (measure 0) or is late (measure 1)';
create index board_event_at on board_event (ledger_id, at) include (township, stage, measure, d);
create index board_event_recorded on board_event (ledger_id, recorded_at) include (township, stage, measure, d);

create table board_total (
  axis char(1) not null,
  span char(1) not null,
  ledger_id int not null,
  starts date not null,
  township text collate "C" not null,
  stage text collate "C" not null,
  measure smallint not null,
  n int not null,
  primary key (axis, span, ledger_id, starts, township, stage, measure)
);
comment on table board_total is 'board_event summed by day (span d) and month (span m), on the effective (e) and the recorded (r) axis';

create table to_seal (
  entry_id uuid not null,
  seq int not null,
  primary key (entry_id, seq)
);
comment on table to_seal is 'actions that no checkpoint covers yet';

create table checkpoint (
  no bigint primary key,
  at timestamptz not null,
  actions bigint not null,
  total bigint not null,
  root bytea not null,
  previous bytea not null,
  leaves bytea not null,
  key_id text not null,
  signature bytea not null
);
comment on table checkpoint is 'signed Merkle roots over the actions since the one before; the same lines stand in a file outside the database';
comment on column checkpoint.leaves is 'entry id (16 bytes), seq (4), hash (32) of each action covered, in that order';

create table saved_view (
  id uuid primary key,
  account_id int not null,
  ledger_id int not null references ledger,
  name text not null,
  query jsonb not null,
  at timestamptz not null,
  unique (account_id, ledger_id, name)
);
comment on table saved_view is 'a list of a ledger as one account arranged and named it';
