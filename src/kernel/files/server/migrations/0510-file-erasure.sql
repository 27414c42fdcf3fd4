alter table file alter column sha256 drop not null;
alter table file add column erased_at timestamptz;
alter table file add column certificate text collate "C";
alter table file add constraint file_erased check (
  (erased_at is null) = (certificate is null) and (erased_at is null) = (sha256 is not null)
  and (erased_at is null or name = ''));
comment on column file.sha256 is 'null once the file was erased by law: then only that there was one is left';
comment on column file.erased_at is '依法清除; what the file hangs on keeps its id';
comment on column file.certificate is 'number of the certificate of the erasure (清除证明)';

alter table blob add column erased_at timestamptz;
create index blob_erased on blob (erased_at) where erased_at is not null;
comment on column blob.erased_at is 'no file has the content any more: it is to be removed from the folder, and then this row';
