create table own_calendar (
  no bigint generated always as identity primary key,
  organisation_id int not null references organisation,
  hours jsonb not null,
  days jsonb not null,
  account_id int not null,
  at timestamptz not null
);
comment on table own_calendar is '单位工作时间: office hours and days of one organisation; a change is a new row, the last one holds';
comment on column own_calendar.hours is 'list of from (first day, Asia/Shanghai) and hours (minutes after midnight)';
comment on column own_calendar.days is 'days that the organisation works or rests otherwise than the statutory calendar says';
create index own_calendar_organisation on own_calendar (organisation_id, no desc);
