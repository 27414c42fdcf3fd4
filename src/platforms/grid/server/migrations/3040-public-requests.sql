create table public_request (
  entry_id uuid primary key references entry,
  request_id text not null unique,
  district text collate "C" not null,
  service_code text not null,
  is_open boolean not null,
  listed boolean not null,
  requested_at timestamptz not null,
  updated_at timestamptz not null,
  seq integer not null,
  json text not null,
  extended text not null
);
comment on table public_request is '公开诉求: incidents as the Open311 interface tells them, written by the relay; a projection that can be made anew';
comment on column public_request.request_id is 'service_request_id: the incident''s number';
comment on column public_request.district is 'six digits: the jurisdiction';
comment on column public_request.listed is 'shown in lists with its words; what is not is told by its number alone, without words and place';
comment on column public_request.seq is 'the step of the entry that this tells of: an earlier one never overwrites a later';
comment on column public_request.json is 'the request of the specification, as it is sent; {origin} stands for where the server is found';
comment on column public_request.extended is 'what extensions=true adds';
create index public_request_at on public_request (requested_at desc, entry_id desc) where listed;
create index public_request_service on public_request (service_code, requested_at desc, entry_id desc) where listed;
create index public_request_district on public_request (district, requested_at desc, entry_id desc) where listed;
create index public_request_open on public_request (requested_at desc, entry_id desc) where listed and is_open;

create table public_request_update (
  entry_id uuid not null references entry,
  seq integer not null,
  request_id text not null,
  district text collate "C" not null,
  is_open boolean not null,
  at timestamptz not null,
  description text not null,
  primary key (entry_id, seq)
);
comment on table public_request_update is '诉求进展: each change of stage of an incident, without names and words of persons';
create index public_request_update_at on public_request_update (at, entry_id, seq);

create table grid_program (
  id uuid primary key,
  name text not null,
  contact text not null,
  token_hash bytea not null unique,
  token_hint text not null,
  uses text[] not null,
  division_code text collate "C" not null,
  per_day integer not null check (per_day between 1 and 1000000),
  per_minute integer not null check (per_minute between 1 and 100000),
  publishes boolean not null,
  created_at timestamptz not null,
  created_by bigint not null,
  revoked_at timestamptz,
  revoked_by bigint
);
comment on table grid_program is '接入程序: programs that report or fetch by a key of their own; the key itself is nowhere but with its holder';
comment on column grid_program.contact is 'who answers for the program';
comment on column grid_program.token_hint is 'the last characters of the key, so that its holder knows which one it is';
comment on column grid_program.uses is 'what it may do: open311, hotline';
comment on column grid_program.division_code is 'where it may report to, or whose orders it carries';
comment on column grid_program.publishes is 'its reports may be shown to residents at once; else a person decides';

create table grid_program_day (
  program_id uuid not null references grid_program,
  day date not null,
  taken integer not null,
  primary key (program_id, day)
);
comment on table grid_program_day is 'how many writes a program had taken on a day of Shanghai';

create table program_report (
  token uuid primary key,
  program_id uuid not null references grid_program,
  request_id text not null,
  claim_id uuid not null references entry,
  at timestamptz not null
);
comment on table program_report is 'what a program reported under which client key (token): who lost the answer asks for it again';
comment on column program_report.claim_id is 'the claim that it became; the request is the incident that the claim was joined to';
