create table circular (
  entry_id uuid primary key references entry,
  ledger text collate "C" not null,
  kind text collate "C" not null check (kind in ('week', 'half_month', 'month')),
  division_code text collate "C" not null,
  period_from date not null,
  period_to date not null,
  effective_by timestamptz not null,
  recorded_by timestamptz not null,
  layout int not null,
  names jsonb not null,
  content jsonb not null,
  content_hash bytea not null,
  made_at timestamptz not null,
  account_id int not null,
  organisation_id int not null,
  client_key uuid not null,
  unique (account_id, client_key),
  check (recorded_by >= effective_by and made_at >= recorded_by)
);
comment on table circular is '通报、简报内容: what a circular says, with both as-of times and the versions of its rules; its hash stands in the log of the entry, which says how far it has come';
comment on column circular.ledger is 'which sort of circular it is: the ledger of its entry';
comment on column circular.effective_by is '当时时点: what was effective by then is in it';
comment on column circular.recorded_by is '入账时点: of what had been recorded by then';
comment on column circular.names is 'how organisations, accounts and places were called when it was made: a new name does not change an old circular';
comment on column circular.layout is 'version of the layout of its document';
comment on column circular.content_hash is 'SHA-256 of the content''s canonical text';
create index circular_place on circular (ledger, division_code, kind, period_to);

create table circular_file (
  entry_id uuid not null references circular,
  format text collate "C" not null check (format in ('docx', 'pdf')),
  number text not null,
  layout int not null,
  sha256 bytea not null,
  file_id uuid not null,
  made_at timestamptz not null,
  primary key (entry_id, format, number)
);
comment on table circular_file is '通报文件: the document as it was first set, as a draft (no number) and as issued; made again it must have the same hash';
comment on column circular_file.number is '文号; empty: a draft';
