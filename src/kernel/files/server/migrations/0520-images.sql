alter table blob add column reencoded boolean not null default false;
comment on column blob.reencoded is 'an image as this program wrote it: without place, camera or any other metadata';

create table image_source (
  source_sha256 bytea primary key check (length(source_sha256) = 32),
  sha256 bytea not null references blob on delete cascade
);
create index image_source_sha256 on image_source (sha256);
comment on table image_source is 'which stored content an image became: sent again, it is the same content and not encoded anew';

alter table file add column original boolean not null default false;
comment on column file.original is 'an image kept as it was sent, with its metadata: hangs only in a field that declares to keep it (原件)';
alter table file add column organisation_id int;
update file set organisation_id = position.organisation_id from position where position.id = file.position_id;
create index file_organisation on file (organisation_id) where sha256 is not null;
comment on column file.organisation_id is 'for which organisation it was uploaded; null: by the program itself';
