create table hotline_heading (
  district text collate "C" not null,
  heading text not null,
  taken_as text,
  at timestamptz not null,
  account_id int not null,
  primary key (district, heading)
);
comment on table hotline_heading is '工单表头: what a person said the headings of the hotline''s files are, asked once';
comment on column hotline_heading.taken_as is 'the column of an order; null for what is not taken in';
