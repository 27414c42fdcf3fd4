create table household_event (
  id uuid primary key,
  no bigint generated always as identity unique,
  kind text not null check (kind in
    ('composition', 'birth', 'death', 'marriage', 'move_in', 'move_out', 'split', 'merge', 'head')),
  on_date date not null,
  household_id uuid not null references household,
  merged_id uuid references household check (merged_id <> household_id),
  source text not null,
  note text not null,
  recorded_at timestamptz not null,
  account_id bigint,
  position_id bigint,
  voided_at timestamptz,
  voided_account_id bigint,
  void_reason text,
  check ((merged_id is not null) = (kind = 'merge')),
  check ((account_id is null) = (position_id is null)),
  check (num_nulls(voided_at, voided_account_id, void_reason) in (0, 3))
);
create index household_event_household on household_event (household_id, on_date);
create index household_event_merged on household_event (merged_id, on_date) where merged_id is not null;
comment on table household_event is '户内变动(出生、死亡、婚姻、迁入、迁出、分户、并户、变更户主): what household_member is the outcome of; appended, voided once, never deleted';
comment on column household_event.no is 'order of recording; within a day the events hold in this order';
comment on column household_event.on_date is '当时: the day from which it was so';
comment on column household_event.recorded_at is '入账时';
comment on column household_event.account_id is 'null where it was read from how the household was registered';

create table household_event_member (
  event_id uuid not null references household_event,
  household_id uuid not null references household,
  person_id uuid not null references person,
  part text not null check (part in ('joins', 'leaves', 'stays')),
  relation text check (relation in
    ('head', 'spouse', 'child', 'grandchild', 'parent', 'grandparent', 'sibling', 'other_relative', 'unrelated')),
  check ((relation is null) = (part = 'leaves')),
  primary key (event_id, household_id, person_id)
);
create index household_event_member_household on household_event_member (household_id, event_id);
create index household_event_member_person on household_event_member (person_id, event_id);
comment on table household_event_member is 'what an event says of a person in a household';
comment on column household_event_member.part is 'joins the household by it, leaves it, or stays and gets another relation';
comment on column household_event_member.relation is 'from the day of the event on; null for who leaves';
