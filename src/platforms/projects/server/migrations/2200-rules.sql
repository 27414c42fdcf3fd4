create table project_rule (
  kind text collate "C" not null,
  version int not null,
  body jsonb not null,
  reason text not null,
  in_force_from timestamptz not null,
  account_id int not null,
  primary key (kind, version)
);
comment on table project_rule is '项目规则: every version of every rule that the district sets for itself (colours, progress lights, reporting days, readiness for statistics); the newest holds, older ones for earlier days';
comment on column project_rule.kind is 'one of the kinds that the program knows; what its body may say is checked there';
comment on column project_rule.reason is '更改理由, of who published it; empty for colour rules that were set before reasons were asked for';

create table project_rule_draft (
  kind text collate "C" primary key,
  body jsonb not null,
  saved_at timestamptz not null,
  account_id int not null
);
comment on table project_rule_draft is '规则草稿: one for each kind, shared by who may publish it; changes nothing until it is published';

insert into project_rule (kind, version, body, reason, in_force_from, account_id)
select 'colour', row_number() over (order by in_force_from, no),
  jsonb_build_object('yellowFrom', jsonb_build_object('numerator', yellow_numerator, 'denominator', yellow_denominator)),
  '', in_force_from, account_id
from project_colour_rule;
drop table project_colour_rule;
