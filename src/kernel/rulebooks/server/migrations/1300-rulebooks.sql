create table rulebook_version (
  no bigint generated always as identity primary key,
  book text collate "C" not null,
  district text collate "C" not null default '',
  version int not null check (version > 0),
  body jsonb not null,
  reason text not null,
  in_force_from timestamptz not null,
  account_id int not null,
  client_key uuid,
  request_hash bytea,
  hash bytea,
  unique (book, district, version)
);
create unique index on rulebook_version (account_id, client_key) where client_key is not null;
comment on table rulebook_version is '规则版本: every version of every rule that is data; the newest holds, older ones for earlier days; append-only';
comment on column rulebook_version.book is 'the rule by its id; what its body may say is declared by code';
comment on column rulebook_version.district is 'the district whose rule it is; empty for a rule of the whole installation';
comment on column rulebook_version.reason is '更改理由, of who published it; empty where none was asked for';
comment on column rulebook_version.hash is 'SM3 over the hash of the version before and every column; null only until the next start, for versions taken over from an older table';

create function rulebook_version_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.hash is null and new.hash is not null
    and (new.no, new.book, new.district, new.version, new.body, new.reason, new.in_force_from, new.account_id)
      is not distinct from
      (old.no, old.book, old.district, old.version, old.body, old.reason, old.in_force_from, old.account_id)
  then return new; end if;
  raise exception 'rulebook_version is append-only' using errcode = 'YW002';
end $$;
create trigger rulebook_version_stays before update or delete on rulebook_version
  for each row execute function rulebook_version_stays();

create sequence rulebook_draft_revision as int;
create table rulebook_draft (
  book text collate "C" not null,
  district text collate "C" not null default '',
  revision int not null default nextval('rulebook_draft_revision'),
  body jsonb not null,
  saved_at timestamptz not null,
  account_id int not null,
  primary key (book, district)
);
comment on table rulebook_draft is '规则草稿: one for each rule, shared by who may publish it; changes nothing until it is published';
comment on column rulebook_draft.revision is 'another with each saving of any draft, so that nobody saves over what they did not see';
