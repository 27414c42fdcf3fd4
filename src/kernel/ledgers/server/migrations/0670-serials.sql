create table serial (
  ledger_id int not null references ledger,
  serial text collate "C" not null,
  scope text collate "C" not null,
  period smallint not null,
  last int not null,
  primary key (ledger_id, serial, scope, period)
) with (fillfactor = 50);
comment on table serial is '文号、证号的计数: the last number given out; the row stays locked until the transaction that draws ends, so that there are no gaps';
comment on column serial.scope is 'the district''s code, the organisation''s number, or empty for the whole ledger';
comment on column serial.period is 'the year, or 0 where counting never begins again';

create table serial_issued (
  ledger_id int not null,
  field text collate "C" not null,
  text text collate "C" not null,
  serial text collate "C" not null,
  scope text collate "C" not null,
  period smallint not null,
  no int not null,
  entry_id uuid not null references entry,
  seq int not null,
  primary key (ledger_id, field, text),
  unique (ledger_id, serial, scope, period, no)
);
comment on table serial_issued is '已发的编号: each number with the action (entry, seq) that gave it out';
create index serial_issued_entry on serial_issued (entry_id);
