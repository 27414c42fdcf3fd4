create table entry_link (
  entry_id uuid not null references entry,
  seq int not null,
  relation text collate "C" not null check (relation in ('duplicate_of', 'caused_by', 'part_of')),
  target_id uuid not null references entry,
  primary key (entry_id, relation, target_id),
  check (entry_id <> target_id)
);
create unique index entry_link_master on entry_link (entry_id) where relation = 'duplicate_of';
create index entry_link_target on entry_link (target_id);
comment on table entry_link is '关联(重复件、因果、从属): ties between entries, a projection of the logs of those that made them';
comment on column entry_link.seq is 'the action of entry_id that made it';
