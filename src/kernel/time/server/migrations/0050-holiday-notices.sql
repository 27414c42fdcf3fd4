create table holiday_notice (
  document text primary key,
  notice jsonb not null,
  account_id int not null,
  at timestamptz not null
);
comment on table holiday_notice is '放假通知: those published after this version of the program; the rest stand in its code';
comment on column holiday_notice.document is 'series/year/number of the document: what tells one notice from another';
comment on column holiday_notice.account_id is 'who entered it; 0: from the command line';
