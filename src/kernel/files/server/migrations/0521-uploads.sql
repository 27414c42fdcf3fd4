create table upload (
  id uuid primary key,
  account_id bigint not null,
  name text not null,
  content_type text not null,
  purpose text,
  length bigint not null check (length > 0),
  received bigint not null default 0,
  turn uuid,
  at timestamptz not null,
  expires_at timestamptz not null,
  file_id uuid,
  check (received between 0 and length)
);
create index upload_account on upload (account_id) where file_id is null;
create index upload_expiry on upload (expires_at);
comment on table upload is '断点续传: an upload that comes in pieces (tus 1.0.0); the bytes stand in a part of the folder of files';
comment on column upload.received is 'bytes that are on disk for certain: where the next piece begins';
comment on column upload.turn is 'the request that writes; a later one takes the turn, and what an earlier one still brings counts no more';
comment on column upload.expires_at is 'then it is forgotten, with what came of it';
comment on column upload.file_id is 'what it became, for a client that missed the last answer';
