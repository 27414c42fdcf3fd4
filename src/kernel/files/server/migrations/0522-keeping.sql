alter table blob add column scan text not null default 'not_scanned'
  check (scan in ('not_scanned', 'waiting', 'clean', 'infected'));
alter table blob add column scanned_at timestamptz;
alter table blob add column threat text;
create index blob_to_scan on blob (at) where scan in ('waiting', 'not_scanned') and erased_at is null;
comment on column blob.scan is '查毒: not_scanned came while no scanner was on; waiting and infected open for nobody';
comment on column blob.threat is 'what the scanner calls it';

alter table file add column removed_at timestamptz;
alter table file drop constraint file_erased;
alter table file add constraint file_content check (
  (erased_at is null) = (certificate is null) and (erased_at is null or name = '')
  and (sha256 is null) = (erased_at is not null or removed_at is not null));
comment on column file.removed_at is 'its content was removed when it had been kept as long as declared (保管期限), or hung on nothing; the name stays';

create table file_quota (
  organisation_id int primary key,
  bytes bigint not null check (bytes > 0)
);
comment on table file_quota is '配额: how much an organisation may keep; 0 stands for all of them together';

create table file_scanner (
  id smallint primary key default 1 check (id = 1),
  is_on boolean not null,
  address text not null,
  when_down text not null check (when_down in ('refuse', 'wait'))
);
comment on table file_scanner is 'the antivirus daemon that uploads are shown to, once an administrator has switched it on';

create table file_event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  account_id bigint,
  kind text not null,
  detail jsonb not null
);
comment on table file_event is 'what was decided on the keeping of files, and what the scanner found; append-only, without names of files';
comment on column file_event.account_id is 'who decided; null: by the program';
create function file_event_stays() returns trigger language plpgsql as $$
begin
  raise exception 'file_event is append-only';
end $$;
create trigger file_event_stays before update or delete on file_event for each row execute function file_event_stays();
