create table job (
  name text primary key,
  next_at timestamptz not null,
  locked_by text,
  locked_until timestamptz,
  ran_at timestamptz,
  failures int not null default 0,
  error text
);
comment on table job is 'recurring work: whoever takes the lease runs it, so that of several processes one does';
