create table map_edit (
  layer text collate "C" not null,
  no int not null check (no > 0),
  kind text not null check (kind in ('edit', 'import', 'undo')),
  at timestamptz not null,
  account_id bigint not null,
  position_id bigint not null,
  account_name text not null,
  what jsonb not null,
  steps jsonb not null,
  undoes int,
  client_key uuid not null,
  request_hash bytea not null,
  answer jsonb not null,
  primary key (layer, no),
  foreign key (layer, undoes) references map_edit,
  unique (account_id, client_key)
);
create unique index map_edit_undoes on map_edit (layer, undoes) where undoes is not null;
comment on table map_edit is '图层编辑: who changed which shapes of a layer, when and how; numbered within the layer without gaps';
comment on column map_edit.what is 'kind of each step with the codes it was about';
comment on column map_edit.steps is 'the steps as they were sent; of an import, what file it was';
comment on column map_edit.answer is 'what was answered, for the same client key again';

create table map_edit_shape (
  layer text collate "C" not null,
  no int not null,
  part_of text collate "C" not null,
  code text collate "C" not null,
  before jsonb,
  after jsonb,
  primary key (layer, no, part_of, code),
  foreign key (layer, no) references map_edit
);
create index map_edit_shape_code on map_edit_shape (part_of, code, no);
comment on table map_edit_shape is 'each shape that an edit changed, as it was and as it became; null where there was none, or is none';
comment on column map_edit_shape.part_of is 'the layer the shape is of: a village''s border is its township''s too';
