create table blob (
  sha256 bytea primary key check (length(sha256) = 32),
  size bigint not null check (size > 0),
  media_type text not null,
  at timestamptz not null
);
comment on table blob is 'contents, each once however often it was uploaded; the bytes stand in the folder of files under their hash';
comment on column blob.media_type is 'as the content itself shows';

create table file (
  id uuid primary key,
  sha256 bytea not null references blob,
  media_type text not null,
  name text not null,
  account_id bigint not null,
  position_id bigint not null,
  client_key uuid,
  at timestamptz not null,
  unique (account_id, client_key)
);
create index file_sha256 on file (sha256);
comment on table file is '附件: one upload of a content under a name, by an account';
comment on column file.client_key is 'the upload''s client key: sent again it is the same file';
