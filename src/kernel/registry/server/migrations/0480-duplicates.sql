create index person_born on person (birth_date, pinyin) where birth_date is not null;
create index person_lives on person (village, address) where village is not null and address <> '';
create index household_lies on household (village, address) where village is not null and address <> '';

create table duplicate_todo (
  no bigint generated always as identity primary key,
  object_kind text not null check (object_kind in ('person', 'household', 'enterprise', 'place')),
  object_id uuid not null
);
comment on table duplicate_todo is 'objects that came or changed and were not yet compared with the others; worked off by the job duplicates';

create function duplicate_note() returns trigger language plpgsql as $body$
begin
  insert into duplicate_todo (object_kind, object_id) select tg_argv[0], id from fresh;
  return null;
end $body$;
create trigger duplicate_note_new after insert on person referencing new table as fresh
  for each statement execute function duplicate_note('person');
create trigger duplicate_note_changed after update on person referencing new table as fresh
  for each statement execute function duplicate_note('person');
create trigger duplicate_note_new after insert on household referencing new table as fresh
  for each statement execute function duplicate_note('household');
create trigger duplicate_note_changed after update on household referencing new table as fresh
  for each statement execute function duplicate_note('household');
create trigger duplicate_note_new after insert on enterprise referencing new table as fresh
  for each statement execute function duplicate_note('enterprise');
create trigger duplicate_note_changed after update on enterprise referencing new table as fresh
  for each statement execute function duplicate_note('enterprise');
create trigger duplicate_note_new after insert on place referencing new table as fresh
  for each statement execute function duplicate_note('place');
create trigger duplicate_note_changed after update on place referencing new table as fresh
  for each statement execute function duplicate_note('place');

-- Who comes first is compared once here; who joins or leaves later brings a new version of the household with it.
insert into duplicate_todo (object_kind, object_id)
  select 'person', id from person union all select 'household', id from household
  union all select 'enterprise', id from enterprise union all select 'place', id from place;

create table duplicate_pair (
  id uuid primary key,
  object_kind text not null check (object_kind in ('person', 'household', 'enterprise', 'place')),
  low_id uuid not null,
  high_id uuid not null check (high_id > low_id),
  score smallint not null,
  band text not null check (band in ('sure', 'likely', 'ask')),
  reasons jsonb not null,
  found_at timestamptz not null,
  distinct_at timestamptz,
  distinct_by bigint,
  distinct_reason text,
  unique (low_id, high_id),
  check (num_nulls(distinct_at, distinct_by, distinct_reason) in (0, 3))
);
create index duplicate_pair_high on duplicate_pair (high_id);
create index duplicate_pair_open on duplicate_pair (score desc, id) where distinct_at is null;
comment on table duplicate_pair is '疑似重复: two objects that may be one, as found by the rule in the program; a decision that they are two stays';
comment on column duplicate_pair.reasons is '[{field, finding, points}]: what agreed and what did not, no values';
comment on column duplicate_pair.distinct_at is 'since when somebody has said that they are two (不是同一对象)';
