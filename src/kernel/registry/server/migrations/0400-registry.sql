create table person (
  id uuid primary key,
  name text collate "C" not null,
  pinyin text collate "C" not null,
  initials text collate "C" not null,
  sex text check (sex in ('male', 'female')),
  birth_date date,
  id_number bytea,
  id_number_index bytea unique,
  phone bytea,
  phone_index bytea,
  division_code text collate "C" not null references division,
  district text collate "C" not null generated always as (left(division_code, 6)) stored,
  township text collate "C" generated always as (case when length(division_code) >= 9 then left(division_code, 9) end) stored,
  village text collate "C" generated always as (case when length(division_code) = 12 then division_code end) stored,
  address text not null,
  sensitivity smallint not null check (sensitivity between 0 and 3),
  source text not null,
  as_of text,
  version int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((id_number is null) = (id_number_index is null)),
  check ((phone is null) = (phone_index is null))
) with (fillfactor = 90);
create index person_district on person (district, pinyin, id);
create index person_township on person (township, pinyin, id);
create index person_village on person (village, pinyin, id);
create index person_name on person (name);
create index person_phone on person (phone_index) where phone_index is not null;
comment on table person is '人: one row for one person, whatever business they come on';
comment on column person.pinyin is 'of the name, without tones and spaces; sorts and finds';
comment on column person.initials is '拼音首字母';
comment on column person.id_number is '公民身份号码(GB 11643), encrypted; the first byte names the cipher, bytes 2 and 3 the key';
comment on column person.id_number_index is 'keyed hash of the number: finds it and keeps it unique without showing it';
comment on column person.phone is 'encrypted like id_number';
comment on column person.division_code is '现居住地区划代码, 6, 9 or 12 digits';
comment on column person.sensitivity is '0 to 3, after GB/T 43697';
comment on column person.source is 'where the facts come from';
comment on column person.as_of is 'of when the facts are: YYYY, YYYY-MM or YYYY-MM-DD';
comment on column person.version is 'rises with every change';

create table household (
  id uuid primary key,
  number text collate "C",
  division_code text collate "C" not null references division,
  district text collate "C" not null generated always as (left(division_code, 6)) stored,
  township text collate "C" generated always as (case when length(division_code) >= 9 then left(division_code, 9) end) stored,
  village text collate "C" generated always as (case when length(division_code) = 12 then division_code end) stored,
  address text not null,
  sensitivity smallint not null check (sensitivity between 0 and 3),
  source text not null,
  as_of text,
  version int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index household_number on household (village, number) where number is not null;
create index household_district on household (district, division_code, number, id);
create index household_township on household (township, division_code, number, id);
comment on table household is '户';
comment on column household.number is '户编号, the village''s own';

create table household_member (
  household_id uuid not null references household,
  person_id uuid not null references person,
  from_date date not null,
  to_date date check (to_date > from_date),
  relation text not null check (relation in
    ('head', 'spouse', 'child', 'grandchild', 'parent', 'grandparent', 'sibling', 'other_relative', 'unrelated')),
  primary key (household_id, person_id, from_date)
);
create unique index household_member_one_home on household_member (person_id) where to_date is null;
create unique index household_member_one_head on household_member (household_id) where relation = 'head' and to_date is null;
create index household_member_person on household_member (person_id, from_date);
comment on table household_member is '户的人口构成: one row for one stay in one relation; [from_date, to_date)';
comment on column household_member.to_date is 'the day from which it no longer holds; null while it does';
comment on column household_member.relation is '与户主关系';

create table enterprise (
  id uuid primary key,
  name text collate "C" not null,
  pinyin text collate "C" not null,
  initials text collate "C" not null,
  credit_code text collate "C" unique,
  industry text not null,
  products text not null,
  note text not null,
  contact_name text not null,
  phone bytea,
  phone_index bytea,
  division_code text collate "C" not null references division,
  district text collate "C" not null generated always as (left(division_code, 6)) stored,
  township text collate "C" generated always as (case when length(division_code) >= 9 then left(division_code, 9) end) stored,
  village text collate "C" generated always as (case when length(division_code) = 12 then division_code end) stored,
  address text not null,
  sensitivity smallint not null check (sensitivity between 0 and 3),
  source text not null,
  as_of text,
  version int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((phone is null) = (phone_index is null))
);
create index enterprise_district on enterprise (district, pinyin, id);
create index enterprise_township on enterprise (township, pinyin, id);
create index enterprise_village on enterprise (village, pinyin, id);
comment on table enterprise is '企业(市场主体)和其他有统一社会信用代码的单位';
comment on column enterprise.credit_code is '统一社会信用代码(GB 32100); null while it is not known';
comment on column enterprise.phone is '联系人电话, encrypted like person.id_number';

create table place (
  id uuid primary key,
  name text collate "C" not null,
  pinyin text collate "C" not null,
  initials text collate "C" not null,
  kind text not null,
  note text not null,
  point geometry(Point, 4490),
  division_code text collate "C" not null references division,
  district text collate "C" not null generated always as (left(division_code, 6)) stored,
  township text collate "C" generated always as (case when length(division_code) >= 9 then left(division_code, 9) end) stored,
  village text collate "C" generated always as (case when length(division_code) = 12 then division_code end) stored,
  address text not null,
  sensitivity smallint not null check (sensitivity between 0 and 3),
  source text not null,
  as_of text,
  version int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index place_district on place (district, pinyin, id);
create index place_township on place (township, pinyin, id);
create index place_village on place (village, pinyin, id);
create index place_point on place using gist (point);
comment on table place is '地点: buildings, parcels, sites, parks; divisions are no places';
comment on column place.point is 'CGCS2000 (EPSG:4490)';

create table registry_change (
  object_id uuid not null,
  version int not null,
  object_kind text not null check (object_kind in ('person', 'household', 'enterprise', 'place')),
  account_id bigint not null,
  position_id bigint not null,
  at timestamptz not null,
  changes jsonb not null,
  primary key (object_id, version)
);
comment on table registry_change is 'who changed what: one row for every version that a person made, appended only';
comment on column registry_change.changes is '{column: [before, after]}; encrypted columns stay encrypted, in hex';

create table registry_request (
  account_id bigint not null,
  client_key uuid not null,
  request_hash bytea not null,
  object_kind text not null,
  object_id uuid not null,
  at timestamptz not null,
  primary key (account_id, client_key)
);
comment on table registry_request is 'requests that registered something; the same client key answers what it answered first';
comment on column registry_request.request_hash is 'keyed, since a request may hold an identity number';

create table unmasking (
  id uuid primary key,
  account_id bigint not null,
  position_id bigint not null,
  object_kind text not null check (object_kind in ('person', 'enterprise')),
  object_id uuid not null,
  field text not null,
  purpose text not null check (length(purpose) > 0),
  at timestamptz not null
);
create index unmasking_object on unmasking (object_id, at);
create index unmasking_account on unmasking (account_id, at);
comment on table unmasking is '查看完整证件号码、电话的记录: who saw which whole value, when and what for; appended only';

create function registry_refuse_change() returns trigger language plpgsql as $body$
begin
  raise exception '% is appended only', tg_table_name using errcode = 'restrict_violation';
end $body$;
create trigger registry_change_appended before update or delete on registry_change
  for each row execute function registry_refuse_change();
create trigger registry_change_kept before truncate on registry_change
  for each statement execute function registry_refuse_change();
create trigger unmasking_appended before update or delete on unmasking
  for each row execute function registry_refuse_change();
create trigger unmasking_kept before truncate on unmasking
  for each statement execute function registry_refuse_change();
