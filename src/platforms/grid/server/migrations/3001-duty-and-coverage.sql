create table grid_shift (
  id uuid primary key,
  division_code text collate "C" not null references division,
  day date not null,
  part text collate "C" not null check (part in ('day', 'night')),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  account_id int not null references account
);
create unique index grid_shift_once on grid_shift (division_code, day, part, account_id);
create index grid_shift_time on grid_shift (starts_at, ends_at);
comment on table grid_shift is '值班: who is on duty for a division from when to when';
comment on column grid_shift.day is 'the day that the shift begins on';

create table grid_duty_template (
  division_code text collate "C" primary key references division,
  body jsonb not null
);
comment on table grid_duty_template is 'how a month of duty is planned: parts of the day with their hours, on which days, and whose turn follows whose';

create table grid_coverage_rule (
  district text collate "C" not null references division,
  version int not null,
  visit_days int not null check (visit_days between 1 and 3650),
  reason text not null,
  account_id int not null,
  at timestamptz not null,
  primary key (district, version)
);
comment on table grid_coverage_rule is 'by what coverage is judged in a district, newest version last; the rule before stays';
comment on column grid_coverage_rule.visit_days is 'a household counts as visited for so many days';
