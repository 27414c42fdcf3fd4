create table project_service_rule (
  no int generated always as identity primary key,
  district char(6) not null,
  rule jsonb not null,
  reason text not null,
  set_at timestamptz not null,
  account_id int not null
);
comment on table project_service_rule is '项目服务办法: which projects need whom, how often they are visited and when dispatch meetings are held, by district; the newest row of a district holds';
comment on column project_service_rule.district is '区划代码, 6 digits';
comment on column project_service_rule.reason is 'why it was set, shown beside it';
create index project_service_rule_district on project_service_rule (district, no);

create table project_meeting_minutes (
  meeting_id uuid primary key references entry,
  content jsonb not null,
  content_hash text not null,
  filed_at timestamptz not null
);
comment on table project_meeting_minutes is '会议纪要: what the minutes of a meeting say, from the records as they stood when it ended; never changed';
comment on column project_meeting_minutes.content_hash is 'SHA-256 over the canonical content; the meeting''s log holds it too, so that a changed content shows';
