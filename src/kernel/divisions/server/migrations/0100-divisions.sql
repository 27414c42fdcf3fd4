create table division (
  code text collate "C" primary key check (code ~ '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$'),
  level text not null check (level in ('district', 'township', 'village')),
  kind text not null check (kind in
    ('district', 'subdistrict', 'town', 'rural_township', 'township_equivalent', 'community', 'village')),
  name text not null,
  short_name text not null,
  name_en text not null,
  pinyin text not null,
  pinyin_initials text not null,
  parent text collate "C" references division,
  district text collate "C" not null generated always as (left(code, 6)) stored,
  township text collate "C" generated always as (case when length(code) >= 9 then left(code, 9) end) stored,
  village text collate "C" generated always as (case when length(code) = 12 then code end) stored,
  urban_rural text,
  edition date not null,
  valid_from date,
  valid_to date,
  geom geometry(MultiPolygon, 4490) check (geom is null or st_isvalid(geom)),
  schematic boolean not null default true,
  label geometry(Point, 4490),
  check ((parent is null) = (level = 'district')),
  check (valid_to is null or valid_from is null or valid_to > valid_from)
);
create index division_parent on division (parent);
create index division_geom on division using gist (geom);
comment on table division is '行政区划: 统计用区划代码,区(县)6位、乡镇街道9位、村社区12位';
comment on column division.name is '全称(村级为村民委员会、居民委员会名称)';
comment on column division.short_name is '通称,地图与列表用';
comment on column division.pinyin is 'of the short name, without tones; sorts and finds where the database has no pinyin collation';
comment on column division.urban_rural is '城乡分类代码,来源没有时为空';
comment on column division.edition is 'day of the edition of the codes that last named this division';
comment on column division.valid_from is 'null: since before the records begin';
comment on column division.valid_to is 'the day from which it no longer exists (撤销、合并); null while it does';
comment on column division.geom is 'CGCS2000 (EPSG:4490)';
comment on column division.schematic is '示意: the shape is invented, not surveyed';
comment on column division.label is 'where a label stays inside the shape';

create table division_former_name (
  code text collate "C" not null references division,
  name text not null,
  until date not null,
  primary key (code, until)
);
comment on table division_former_name is '曾用名: what a division was called until an edition of the codes renamed it';

create table map_approval (
  district text collate "C" primary key references division,
  number text not null
);
comment on table map_approval is '审图号, entered with surveyed shapes';

create table cell_layer (
  id text collate "C" primary key,
  name jsonb not null,
  code_pattern text not null,
  code_scheme jsonb not null,
  source jsonb,
  invented boolean not null
);
comment on table cell_layer is '网格层: each layer has its own cells and codes';
comment on column cell_layer.name is 'in both languages: {"zh-CN", "en"}';
comment on column cell_layer.code_pattern is 'regular expression every code of the layer fits';
comment on column cell_layer.invented is '示意: the cells are made up for demonstration';

create table cell (
  layer text collate "C" not null references cell_layer,
  code text collate "C" not null,
  name jsonb not null,
  district text collate "C" not null generated always as (left(code, 6)) stored,
  geom geometry(MultiPolygon, 4490) check (geom is null or st_isvalid(geom)),
  schematic boolean not null default true,
  label geometry(Point, 4490),
  valid_to date,
  primary key (layer, code)
);
comment on table cell is '网格';

create table cell_village (
  layer text collate "C" not null,
  cell text collate "C" not null,
  village text collate "C" not null references division,
  share numeric(5, 4) not null check (share > 0 and share <= 1),
  primary key (layer, cell, village),
  foreign key (layer, cell) references cell
);
create index cell_village_village on cell_village (village, layer);
comment on table cell_village is 'which villages a cell reaches into, and how much of the cell lies in each';

create table division_geometry_import (
  account_id bigint not null,
  client_key uuid not null,
  request_hash bytea not null,
  at timestamptz not null,
  codes text[] not null,
  answer jsonb not null,
  primary key (account_id, client_key)
);
comment on table division_geometry_import is 'every import of shapes; the same client key answers what it answered first';
