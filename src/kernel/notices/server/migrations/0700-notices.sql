create table notice (
  id bigint generated always as identity primary key,
  account_id int not null references account,
  organisation_id int not null references organisation,
  kind text not null,
  ledger text,
  entry_id uuid,
  params jsonb not null default '{}',
  importance smallint not null default 0 check (importance between 0 and 2),
  sensitivity smallint not null default 0 check (sensitivity between 0 and 3),
  source text collate "C" not null,
  at timestamptz not null,
  read_at timestamptz
) with (fillfactor = 90);
comment on table notice is '通知: one line of one account''s inbox; work given to an organisation is a line for each who holds a position there';
comment on column notice.organisation_id is 'shows while the account acts for this organisation: another position may not see the entry';
comment on column notice.kind is 'the text is the key notices.<kind>, put in the reader''s language when it is read';
comment on column notice.params is 'what the text names: title, no, due, count';
comment on column notice.sensitivity is 'the entry''s class when it was written; the title is in the text';
comment on column notice.source is 'what gave rise to it: the same never gives a second line';
create unique index on notice (account_id, organisation_id, source);
create index on notice (account_id, organisation_id, id desc);
create index on notice (account_id, organisation_id) where read_at is null;
