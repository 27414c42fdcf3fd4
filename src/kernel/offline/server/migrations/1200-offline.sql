create table offline_rule (
  one boolean primary key default true check (one),
  lease_hours smallint not null check (lease_hours between 1 and 72),
  pin_tries smallint not null check (pin_tries between 3 and 20)
);
comment on table offline_rule is '离线规则: how long a phone opens what it carries without asking, and how many wrong PINs it bears';
insert into offline_rule (lease_hours, pin_tries) values (12, 6);

create table offline_device (
  id uuid primary key,
  account_id int not null references account,
  name text not null,
  public_key jsonb not null,
  half bytea,
  client_key uuid not null,
  registered_at timestamptz not null,
  last_contact_at timestamptz not null,
  revoked_at timestamptz,
  revoked_since timestamptz,
  revoked_by int references account,
  revoke_reason text,
  check ((revoked_at is null) = (half is not null)),
  unique (account_id, client_key)
);
comment on table offline_device is '终端: a phone on which an account carries data; one row for each account that uses it';
comment on column offline_device.public_key is 'JWK on P-256, by which what the phone made is known';
comment on column offline_device.half is 'the server''s half of what opens the phone''s store, encrypted; destroyed when the phone is revoked';
comment on column offline_device.revoked_since is 'what the phone says to have been done from then on does not count by itself';
create index on offline_device (account_id);

create table offline_lease (
  id uuid primary key,
  device_id uuid not null references offline_device,
  account_id int not null references account,
  position_id int not null references position,
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  ended_at timestamptz,
  actor jsonb not null
);
comment on table offline_lease is '授权期: for how long, and as whom, a phone works without a line; never changed but ended';
comment on column offline_lease.ended_at is 'when the server knew before its end that it holds no more: another position, other rights, revoked';
comment on column offline_lease.actor is 'role, places, ledgers, class and rights when it was given: by these is judged what was done under it';
create index on offline_lease (device_id, until_at);

create table offline_item (
  account_id int not null references account,
  client_key uuid not null,
  device_id uuid not null references offline_device,
  lease_id uuid not null references offline_lease,
  item_hash bytea not null,
  effective_at timestamptz not null,
  at timestamptz not null,
  carried_by int not null references account,
  sealed boolean not null,
  state text not null check (state in ('done', 'conflict', 'settled')),
  code text,
  reason text,
  content bytea,
  entry_id uuid,
  seq int,
  settled_at timestamptz,
  settled_how text check (settled_how in ('again', 'comment', 'discard')),
  settled_note text,
  check ((state = 'conflict') = (code is not null and settled_at is null)),
  check ((state = 'settled') = (settled_at is not null)),
  primary key (account_id, client_key)
);
comment on table offline_item is '离线办理: what phones brought, each once, whichever way it came';
comment on column offline_item.item_hash is 'keyed hash of the text that was signed';
comment on column offline_item.carried_by is 'who was signed in when it came: not its maker where a sealed item came by another''s session';
comment on column offline_item.content is 'of a conflict, what was to be done, encrypted; kept after it was settled';
comment on column offline_item.settled_note is 'the comment or the reason';
create index on offline_item (account_id, at) where state = 'conflict';
create index on offline_item (device_id);

create table offline_part (
  client_key uuid not null,
  photo smallint not null,
  part smallint not null,
  account_id int not null references account,
  content bytea not null,
  at timestamptz not null,
  primary key (account_id, client_key, photo, part)
);
comment on table offline_part is 'parts of sealed photos that wait for their item; still sealed';
create index on offline_part (at);

create table offline_manifest (
  device_id uuid not null references offline_device,
  cursor uuid not null,
  position_id int not null,
  at timestamptz not null,
  content bytea not null,
  primary key (device_id, cursor)
);
comment on table offline_manifest is 'what a phone was given last, and the time before: from it the next answer is reckoned';
comment on column offline_manifest.content is 'key and fingerprint of each thing, compressed';

create table offline_carriage (
  id bigint generated always as identity primary key,
  device_id uuid not null references offline_device,
  account_id int not null references account,
  position_id int not null references position,
  at timestamptz not null,
  purpose text not null,
  counts jsonb not null
);
comment on table offline_carriage is '随身数据留痕: when how many facts of persons and households were given to a phone, and for what';
create index on offline_carriage (device_id, at);
create index on offline_carriage (at);
