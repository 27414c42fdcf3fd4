create table grid_claimant (
  id uuid primary key,
  phone_index bytea unique,
  made_at timestamptz not null
);
comment on table grid_claimant is '诉求人: who is in no register but said something; name and phone stand with the claims, under a key of the claimant''s own (person_key)';
comment on column grid_claimant.phone_index is 'blind index of the phone, by which claims of one phone are under one key; null once the claimant was erased by law';
