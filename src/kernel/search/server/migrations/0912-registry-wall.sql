-- The second wall: whoever reads as this role sees of the register what the transaction says, and nothing where it says nothing.
do $$ begin
  if not exists (select from pg_roles where rolname = 'yiwang_reader') then
    begin
      create role yiwang_reader nologin;
    exception
      when duplicate_object or unique_violation then null;
      when insufficient_privilege then
        raise exception 'the database user may not create the role yiwang_reader: have an administrator run "create role yiwang_reader nologin; grant yiwang_reader to %"', current_user;
    end;
  end if;
  if not pg_has_role(current_user, 'yiwang_reader', 'member') then
    execute format('grant yiwang_reader to %I', current_user);
  end if;
end $$;

create function reader_roots() returns text[] language sql stable parallel safe as
  $$ select string_to_array(nullif(current_setting('yiwang.roots', true), ''), ',') $$;
comment on function reader_roots is 'codes of the divisions that the transaction reads for; null where it was not said';
create function reader_class() returns int language sql stable parallel safe as
  $$ select nullif(current_setting('yiwang.class', true), '')::int $$;
comment on function reader_class is 'the highest class that the transaction reads; null where it was not said';

do $$
declare
  kind text;
begin
  foreach kind in array array['person', 'household', 'enterprise', 'place'] loop
    execute format('alter table %I enable row level security', kind);
    execute format('create policy %I on %I for select to yiwang_reader using (
      sensitivity <= (select reader_class())
      and (district = any((select reader_roots())::text[]) or township = any((select reader_roots())::text[])
        or village = any((select reader_roots())::text[])))', kind || '_within_scope', kind);
    execute format('grant select on %I to yiwang_reader', kind);
  end loop;
end $$;
alter table household_member enable row level security;
create policy household_member_within_scope on household_member for select to yiwang_reader
  using (exists (select from household where household.id = household_member.household_id));
grant select on household_member to yiwang_reader;
grant usage on schema public to yiwang_reader;
