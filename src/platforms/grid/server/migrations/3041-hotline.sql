create table hotline_order (
  district text collate "C" not null,
  external_no text not null,
  entry_id uuid unique references entry,
  received_at timestamptz not null,
  batch text,
  handed_back_at timestamptz,
  handed_by text,
  primary key (district, external_no)
);
comment on table hotline_order is '热线工单: which entry each order of the hotline became; a number becomes one entry only';
comment on column hotline_order.external_no is 'the hotline''s own number';
comment on column hotline_order.batch is 'how its last answer was given: the file''s batch, or the receipt of a program';
comment on column hotline_order.handed_by is 'account:<id> or program:<uuid>';
create index hotline_order_batch on hotline_order (batch) where batch is not null;

create table hotline_import (
  id uuid primary key,
  account_id bigint not null,
  at timestamptz not null,
  file_name text not null,
  added integer not null,
  known integer not null,
  refused integer not null,
  refused_rows bytea not null
);
comment on table hotline_import is '工单导入: each file of orders, and what became of its rows';
comment on column hotline_import.refused_rows is 'headings and refused rows with their reasons, encrypted: they hold names and phones';
