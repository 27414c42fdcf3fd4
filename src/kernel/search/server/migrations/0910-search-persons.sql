create function search_grams(words text, size int) returns text[] language plpgsql immutable parallel safe strict as $$
declare
  found text[] := '{}';
begin
  for i in 1 .. length(words) - size + 1 loop
    found := found || substr(words, i, size);
  end loop;
  return found;
end $$;
comment on function search_grams is 'every run of so many characters of a text';

create function search_lacking(word text) returns text[] language plpgsql immutable parallel safe strict as $$
declare
  found text[] := array['-' || word];
begin
  for i in 1 .. least(length(word), 24) loop
    found := found || ('-' || left(word, i - 1) || substr(word, i + 1));
  end loop;
  return found;
end $$;
comment on function search_lacking is 'a word, and what is left of it without one of its letters: two words with one typing error between them share one';

-- Names are said in full: an index that is built over rows calls its functions without a search path.
create function search_person_keys(name text, pinyin text, initials text, division_code text)
returns text[] language plpgsql immutable parallel safe strict as $$
declare
  words text := lower(name collate "C");
begin
  return array[left(division_code, 6), left(division_code, 9), left(division_code, 12)]
    || string_to_array(words, null) || public.search_grams(words, 2)
    || public.search_grams(initials, 2) || public.search_grams(initials, 3) || public.search_lacking(pinyin);
end $$;
comment on function search_person_keys is 'what a person is found by: the divisions they live in, characters of the name and pairs of them, initials, and the pinyin with a letter missing';

create table search_person (
  id uuid primary key,
  name text collate "C" not null,
  pinyin text collate "C" not null,
  initials text collate "C" not null,
  division_code text collate "C" not null
);
comment on table search_person is 'persons as the search finds them: a copy of what they are found by, kept by triggers on person, so that an import of many does not wait for its index';

create table search_due (person_id uuid primary key);
comment on table search_due is 'persons of a large import that the search does not find yet; the job search takes them';

create function search_add_persons(ids uuid[]) returns void language sql as $$
  insert into search_person (id, name, pinyin, initials, division_code)
  select id, name, pinyin, initials, division_code from person
  where id = any(ids) and erased_at is null order by id for share
  on conflict (id) do update set name = excluded.name, pinyin = excluded.pinyin, initials = excluded.initials,
    division_code = excluded.division_code $$;

create function search_catch_up(count_max int) returns int language plpgsql as $$
declare
  taken uuid[];
begin
  with gone as (
    delete from search_due where person_id in (select person_id from search_due limit count_max for update skip locked)
    returning person_id)
  select coalesce(array_agg(person_id), '{}') into taken from gone;
  perform search_add_persons(taken);
  return cardinality(taken);
end $$;
comment on function search_catch_up is 'makes some of those that are due findable; answers how many';

create function search_person_added() returns trigger language plpgsql as $$
begin
  if (select count(*) from (select from added limit 101) few) <= 100 then
    perform search_add_persons(array(select id from added));
  else
    insert into search_due (person_id) select id from added on conflict do nothing;
  end if;
  return null;
end $$;

create function search_person_changed() returns trigger language plpgsql as $$
declare
  ids uuid[] := array(
    select after.id from after join before on before.id = after.id
    where (after.name, after.pinyin, after.initials, after.division_code, after.erased_at)
      is distinct from (before.name, before.pinyin, before.initials, before.division_code, before.erased_at));
begin
  delete from search_person where id = any(ids);
  if cardinality(ids) <= 100 then
    perform search_add_persons(ids);
  else
    insert into search_due (person_id) select unnest(ids) on conflict do nothing;
  end if;
  return null;
end $$;
comment on function search_person_changed is 'what a person was found by is forgotten in the same transaction, an erasure by law included';

create trigger person_search_added after insert on person
  referencing new table as added for each statement execute function search_person_added();
create trigger person_search_changed after update on person
  referencing old table as before new table as after for each statement execute function search_person_changed();

create function search_person_removed() returns trigger language plpgsql as $$
begin
  delete from search_person where id in (select id from removed);
  return null;
end $$;
create trigger person_search_removed after delete on person
  referencing old table as removed for each statement execute function search_person_removed();

insert into search_person (id, name, pinyin, initials, division_code)
  select id, name, pinyin, initials, division_code from person where erased_at is null;
create index search_person_keys on search_person
  using gin (search_person_keys(name, pinyin, initials, division_code)) with (gin_pending_list_limit = 1024);
