alter table element_use add column seq int not null default 1;
alter table element_use drop constraint element_use_pkey;
alter table element_use add primary key (entry_id, field, seq);
comment on table element_use is '数据元使用: which field of which entry was filled from the register, by which action, and from what';
comment on column element_use.seq is 'the step of the entry that the action was; 1 where it was registered';

alter table unmasking add column purpose_code text collate "C";
comment on column unmasking.purpose_code is 'the registered purpose that was chosen, whose ground then held; null where none was';
