create table person_key (
  person_id uuid primary key,
  wrapped bytea,
  made_at timestamptz not null,
  erased_at timestamptz,
  erased_by bigint,
  legal_basis text,
  certificate text collate "C",
  check ((wrapped is null) = (erased_at is not null)),
  check ((erased_at is null) = (certificate is null))
);
comment on table person_key is '个人密钥: what the sensitive values of a person are under, destroyed when the person is erased by law (依法清除); the row stays';
comment on column person_key.wrapped is 'under the installation''s key, which stands outside the database; null once destroyed';
comment on column person_key.erased_by is 'the account that confirmed the erasure';
comment on column person_key.certificate is 'number of the certificate of the erasure (清除证明)';
