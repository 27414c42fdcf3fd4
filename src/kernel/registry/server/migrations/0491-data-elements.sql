create table data_element (
  code text collate "C" not null,
  version int not null,
  owner_role text collate "C" not null,
  sensitivity smallint not null check (sensitivity between 0 and 3),
  legal_basis text not null check (length(legal_basis) > 0),
  fresh_days int check (fresh_days > 0),
  fill_ledgers text[],
  fill_roles text[],
  fill_purposes text[],
  account_id bigint not null,
  at timestamptz not null,
  primary key (code, version)
);
comment on table data_element is '数据元: one fact of one kind of object, one definition; a change is a new version, the last one holds';
comment on column data_element.code is 'kind of object and field: person.phone';
comment on column data_element.owner_role is 'role of the organisation that answers for the fact (数源单位)';
comment on column data_element.sensitivity is '0 to 3, after GB/T 43697';
comment on column data_element.fresh_days is 'how long it counts as fresh; null: it does not age';
comment on column data_element.fill_ledgers is 'ledgers whose forms may be filled with it; null: all';
comment on column data_element.fill_roles is 'roles whose forms may be filled with it; null: all';
comment on column data_element.fill_purposes is 'codes of purposes that it may be used for; null: all';
comment on column data_element.account_id is 'who said so; 0: the program';
create trigger data_element_appended before update or delete on data_element
  for each row execute function registry_refuse_change();
create trigger data_element_kept before truncate on data_element
  for each statement execute function registry_refuse_change();

create table element_use (
  entry_id uuid not null,
  field text collate "C" not null,
  element text collate "C" not null,
  element_version int not null,
  object_kind text not null,
  object_id uuid not null,
  purpose text collate "C",
  source text not null,
  as_of text,
  same boolean not null,
  account_id bigint not null,
  at timestamptz not null,
  primary key (entry_id, field)
);
create index element_use_object on element_use (object_id);
create index element_use_purpose on element_use (purpose) where purpose is not null;
comment on table element_use is '数据元使用: which field of which entry was filled from the register when it was registered, and from what';
comment on column element_use.source is 'what the register said of where the fact came from; empty once the person is erased by law';
comment on column element_use.same is 'what was submitted is what the register held; otherwise the entry keeps what was submitted';
