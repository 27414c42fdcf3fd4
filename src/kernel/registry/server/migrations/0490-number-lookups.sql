alter table unmasking alter column object_id drop not null;
comment on column unmasking.object_id is 'null where a whole number was looked up and nobody within the scope has it';
