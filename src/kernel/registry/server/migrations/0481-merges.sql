create table registry_merge (
  id uuid primary key,
  object_kind text not null check (object_kind in ('person', 'household', 'enterprise', 'place')),
  survivor_id uuid not null,
  absorbed_id uuid not null check (absorbed_id <> survivor_id),
  at timestamptz not null,
  account_id bigint not null,
  position_id bigint not null,
  ground text not null,
  choices jsonb not null,
  before jsonb,
  after jsonb,
  division_code text collate "C" not null,
  district text collate "C" not null generated always as (left(division_code, 6)) stored,
  township text collate "C" generated always as (case when length(division_code) >= 9 then left(division_code, 9) end) stored,
  village text collate "C" generated always as (case when length(division_code) = 12 then division_code end) stored,
  sensitivity smallint not null,
  undone_at timestamptz,
  undone_account_id bigint,
  undone_position_id bigint,
  undone_reason text,
  check (num_nulls(undone_at, undone_account_id, undone_position_id, undone_reason) in (0, 4))
);
create unique index registry_merge_absorbed on registry_merge (absorbed_id) where undone_at is null;
create index registry_merge_survivor on registry_merge (survivor_id);
create index registry_merge_at on registry_merge (at desc, id);
comment on table registry_merge is '合并: one object of the register turned out to be another one; kept for ever, undone at most once';
comment on column registry_merge.choices is '{field: survivor or absorbed}: whose value was taken';
comment on column registry_merge.before is 'rows and stays of both as they were, numbers encrypted; null once the merge is undone or a person of it is erased by law';
comment on column registry_merge.after is 'the survivor and the stays right after: what differs from it has changed since';
comment on column registry_merge.division_code is 'where the absorbed one lay: who may see the merge';

create table registry_redirect (
  absorbed_id uuid primary key,
  survivor_id uuid not null,
  root_id uuid not null check (root_id <> absorbed_id),
  merge_id uuid not null references registry_merge
);
create index registry_redirect_root on registry_redirect (root_id);
create index registry_redirect_survivor on registry_redirect (survivor_id);
comment on table registry_redirect is 'ids of absorbed objects: whoever still names one means the survivor; logs and ties are not rewritten';
comment on column registry_redirect.root_id is 'the one that stands, where the survivor was absorbed itself';

create function registry_current(given uuid) returns uuid language sql stable as $body$
  select coalesce((select root_id from registry_redirect where absorbed_id = given), given)
$body$;
comment on function registry_current is 'the id under which an object stands now';

create function registry_ids(given uuid) returns uuid[] language sql stable as $body$
  select array[registry_current(given)] || array(
    select absorbed_id from registry_redirect where root_id = registry_current(given) order by absorbed_id)
$body$;
comment on function registry_ids is 'all ids that an object is or was known by, the one that stands first';
