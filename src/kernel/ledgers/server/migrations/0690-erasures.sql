create table erasure_request (
  id uuid primary key,
  person_id uuid not null,
  legal_basis text not null,
  request_no text not null,
  reason text not null,
  override_ground text,
  asked_by jsonb not null,
  asked_at timestamptz not null,
  decided_by jsonb,
  decided_at timestamptz,
  outcome text check (outcome in ('confirmed', 'withdrawn')),
  check (num_nulls(decided_by, decided_at, outcome) in (0, 3))
);
create unique index erasure_request_open on erasure_request (person_id) where outcome is null;
create index erasure_request_person on erasure_request (person_id, asked_at);
comment on table erasure_request is '依法清除的申请: one person asks, another confirms; both stay on record';
comment on column erasure_request.override_ground is 'the ground on which it is done although something stands against it';
comment on column erasure_request.asked_by is 'account, position, organisation and name, as they were then';

create table erasure (
  no int primary key check (no > 0),
  person_id uuid not null unique,
  at timestamptz not null,
  certificate text not null,
  manifest text not null,
  signature bytea not null
);
comment on table erasure is '清除证明: one for every person erased by law, numbered without gaps; the same lines stand in a file outside the database';
comment on column erasure.certificate is 'canonical JSON, as it is signed';
comment on column erasure.manifest is 'canonical JSON: what was erased, by entry, step and field, without a value; its hash is in the certificate';
comment on column erasure.signature is 'Ed25519 over the certificate, by the key that signs the checkpoints';

create table erasure_entry (
  no int not null references erasure,
  entry_id uuid not null,
  seq int,
  primary key (no, entry_id)
);
create index erasure_entry_waiting on erasure_entry (no) where seq is null;
comment on table erasure_entry is 'entries that an erasure took values from';
comment on column erasure_entry.seq is 'the step of the entry''s log that says so; null until it is written, which after a restore is at the next start';
