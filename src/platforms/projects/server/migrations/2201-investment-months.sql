create table investment_month (
  project_id uuid not null references entry,
  period text collate "C" not null,
  entry_id uuid not null references entry,
  primary key (project_id, period)
);
comment on table investment_month is '投资月报索引: the one entry of the investment ledger for a project and a month, so that two who enter it at once write into the same; the amounts stand in the entry';
comment on column investment_month.period is '月份 YYYY-MM; YYYY for the plan of a whole year';
