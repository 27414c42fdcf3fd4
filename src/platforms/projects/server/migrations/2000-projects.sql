create table project_statement (
  project_key text collate "C" not null,
  as_of char(7) not null,
  entry_id uuid not null references entry,
  statement jsonb not null,
  imported_at timestamptz not null,
  primary key (project_key, as_of)
);
comment on table project_statement is '项目清单导入记录: the row of a project list as it was last taken over, so that the same list again changes nothing; the facts themselves stand in the entry''s log';
comment on column project_statement.as_of is '截至月份 (YYYY-MM), the month that the source speaks of';
create index project_statement_entry on project_statement (entry_id);

create table project_colour_rule (
  no int generated always as identity primary key,
  yellow_numerator smallint not null,
  yellow_denominator smallint not null,
  in_force_from timestamptz not null,
  account_id int not null,
  check (yellow_numerator * 3 >= yellow_denominator and yellow_numerator * 3 <= yellow_denominator * 2)
);
comment on table project_colour_rule is '红黄蓝绿四色管理: from which share of procedures on a project is yellow; the newest row holds, older ones for earlier days';
comment on column project_colour_rule.yellow_numerator is 'between one third and two thirds, the range that the published method leaves open';
