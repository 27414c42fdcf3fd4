create table grid_patrol (
  id uuid primary key,
  account_id int not null,
  position_id int not null,
  division_code text collate "C" not null,
  district text collate "C" generated always as (left(division_code, 6)) stored,
  township text collate "C" generated always as (case when length(division_code) >= 9 then left(division_code, 9) end) stored,
  village text collate "C" generated always as (case when length(division_code) >= 12 then left(division_code, 12) end) stored,
  started_at timestamptz not null,
  ended_at timestamptz check (ended_at >= started_at),
  last_at timestamptz not null,
  metres int not null default 0,
  check_ins int not null default 0,
  points_removed_at timestamptz,
  recorded_at timestamptz not null
);
comment on table grid_patrol is '巡查: one round of one person, told by the phone in parts; not an entry, since nothing is decided by it';
comment on column grid_patrol.id is 'made by the phone, so that the same part told again changes nothing';
comment on column grid_patrol.division_code is 'the smallest division that holds all roots of the position: whoever oversees it sees the patrol';
comment on column grid_patrol.last_at is 'of the last place, or the start: a patrol that is silent for long is over';
comment on column grid_patrol.points_removed_at is 'since when the places are gone; times, length and number of check-ins stay';
create index grid_patrol_started on grid_patrol (district, started_at desc);
create index grid_patrol_account on grid_patrol (account_id, started_at desc);
create index grid_patrol_on on grid_patrol (last_at) where ended_at is null;
create index grid_patrol_kept on grid_patrol (started_at) where points_removed_at is null;

create table grid_patrol_point (
  patrol_id uuid not null references grid_patrol,
  at timestamptz not null,
  lng double precision not null,
  lat double precision not null,
  accuracy_m real,
  kind text not null check (kind in ('track', 'check_in')),
  note text,
  primary key (patrol_id, at)
);
comment on table grid_patrol_point is '轨迹点与打卡点: CGCS2000 degrees, thinned by the patrol rule and removed after the declared days';
