create table grid_assignment (
  id uuid primary key,
  layer text collate "C" not null,
  cell text collate "C" not null,
  village text collate "C" not null generated always as (left(cell, 12)) stored,
  township text collate "C" not null generated always as (left(cell, 9)) stored,
  district text collate "C" not null generated always as (left(cell, 6)) stored,
  duty text collate "C" not null check (duty in ('worker', 'leader')),
  account_id int not null references account,
  from_date date not null,
  to_date date check (to_date >= from_date),
  foreign key (layer, cell) references cell
);
create unique index grid_assignment_once on grid_assignment (layer, cell, duty, account_id) where to_date is null;
create index grid_assignment_village on grid_assignment (village, duty);
create index grid_assignment_account on grid_assignment (account_id);
comment on table grid_assignment is '网格员、网格长: who serves which cell from when to when; [from_date, to_date)';
comment on column grid_assignment.to_date is 'the day from which it no longer holds; null while it does';

create table grid_building_head (
  id uuid primary key,
  place_id uuid not null references place,
  person_id uuid not null references person,
  from_date date not null,
  to_date date check (to_date >= from_date)
);
create unique index grid_building_head_one on grid_building_head (place_id) where to_date is null;
create index grid_building_head_person on grid_building_head (person_id);
comment on table grid_building_head is '楼长: the resident who speaks for a building, from when to when';

create table grid_residence (
  household_id uuid not null references household,
  place_id uuid not null references place,
  unit text collate "C" not null,
  room text collate "C" not null,
  from_date date not null,
  to_date date check (to_date >= from_date),
  primary key (household_id, place_id, from_date)
);
create unique index grid_residence_one on grid_residence (household_id) where to_date is null;
create index grid_residence_place on grid_residence (place_id) where to_date is null;
comment on table grid_residence is '住楼关系: in which building a household lives, in which unit (单元) and room';

create table grid_roster_change (
  no bigint generated always as identity primary key,
  subject text collate "C" not null check (subject in ('assignment', 'head', 'residence', 'shift', 'rule', 'template')),
  subject_id text collate "C" not null,
  division_code text collate "C" not null,
  kind text collate "C" not null,
  account_id int not null,
  position_id int not null,
  at timestamptz not null,
  reason text not null,
  detail jsonb not null
);
create index grid_roster_change_subject on grid_roster_change (subject, subject_id);
create index grid_roster_change_division on grid_roster_change (division_code, no);
comment on table grid_roster_change is 'who changed what of the rosters of cells, buildings and duty, when and why; appended only';
comment on column grid_roster_change.subject_id is 'the cell, building, household, shift or district that the change is about';
comment on column grid_roster_change.detail is 'what was set, with what stood before';
create trigger grid_roster_change_appended before update or delete on grid_roster_change
  for each row execute function registry_refuse_change();
create trigger grid_roster_change_kept before truncate on grid_roster_change
  for each statement execute function registry_refuse_change();

create table grid_population (
  village text collate "C" primary key references division,
  households int not null check (households > 0),
  persons int not null check (persons >= households),
  loaded_households int not null default 0,
  loaded_persons int not null default 0,
  ended_at timestamptz
);
comment on table grid_population is 'the demonstration''s invented people of a whole community, loaded in the background after the start';
