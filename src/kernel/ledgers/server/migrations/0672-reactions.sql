create table reaction_due (
  entry_id uuid not null references entry,
  seq int not null,
  reaction text collate "C" not null,
  state text collate "C" not null default 'due' check (state in ('due', 'done', 'failed')),
  tries int not null default 0,
  next_at timestamptz not null,
  at timestamptz not null,
  settled_at timestamptz,
  fault jsonb,
  primary key (entry_id, seq, reaction)
);
create index reaction_due_next on reaction_due (next_at) where state = 'due';
comment on table reaction_due is '联动: what an action (entry, seq) makes happen elsewhere, from the outbox, once; a failure stays until a person has it run again';
comment on column reaction_due.fault is 'code and params of the last failure';

create table reaction_effect (
  entry_id uuid not null,
  seq int not null,
  reaction text collate "C" not null,
  target_id uuid not null references entry,
  target_seq int not null,
  primary key (entry_id, seq, reaction, target_id),
  foreign key (entry_id, seq, reaction) references reaction_due
);
create index reaction_effect_target on reaction_effect (target_id);
comment on table reaction_effect is 'the action (target, seq) that a reaction took, written in the transaction that took it';
