alter table notice add column archived_at timestamptz;
alter table notice add column sender_account_id int;
create index notice_sent on notice (sender_account_id, id desc) where sender_account_id is not null;
create index notice_about on notice (account_id, organisation_id, entry_id);
comment on column notice.archived_at is '归档: out of the inbox, still to be found';
comment on column notice.sender_account_id is 'who supervised, reminded or circulated, and is told who has read it; null: by the program, or nothing that one asks after';

create table notice_setting (
  account_id int primary key references account,
  digest text not null check (digest in ('none', 'daily', 'weekly')),
  quiet text not null check (quiet in ('none', 'off_duty', 'hours')),
  quiet_from smallint check (quiet_from between 0 and 1439),
  quiet_to smallint check (quiet_to between 0 and 1439),
  check ((quiet = 'hours') = (quiet_from is not null and quiet_to is not null))
);
comment on table notice_setting is 'how an account wants to be told: summaries (摘要) and hours of quiet (免打扰)';
comment on column notice_setting.quiet is 'off_duty: outside the office hours and days of one''s organisation; what is urgent passes';
comment on column notice_setting.quiet_from is 'minute of the day in Shanghai; the span may go over midnight';
