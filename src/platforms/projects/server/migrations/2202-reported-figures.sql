create table reported_figure (
  id uuid not null,
  version int not null,
  figure jsonb not null,
  indicator text not null,
  district text not null,
  period text not null,
  source text not null,
  board text collate "C",
  reason text not null,
  account_id int not null,
  recorded_at timestamptz not null,
  primary key (id, version),
  unique (indicator, district, period, source, version)
);
comment on table reported_figure is '报出数据: figures as newspapers, documents or meetings gave them, and targets; every version is kept, the newest counts, and nothing here is corrected by what the register derives';
comment on column reported_figure.figure is 'value as printed, unit, theme, kind, qualifier, note and the month that the source speaks of (as_of)';
comment on column reported_figure.board is 'which indicator of the board it is a figure of, where it is one';
comment on column reported_figure.account_id is '0: loaded from a list by the program';
create index reported_figure_newest on reported_figure (id, version desc);
