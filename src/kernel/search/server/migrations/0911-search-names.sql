-- Names are said in full: an index that is built over rows calls its functions without a search path.
create function search_name_keys(name text, pinyin text, initials text, division_code text)
returns text[] language plpgsql immutable parallel safe strict as $$
declare
  words text := lower(name collate "C");
begin
  return array[left(division_code, 6), left(division_code, 9), left(division_code, 12)]
    || string_to_array(words, null) || public.search_grams(words, 2)
    || array['^' || left(pinyin, 1), '^' || left(pinyin, 2)] || public.search_grams(pinyin, 3)
    || public.search_grams(initials, 2) || public.search_grams(initials, 3);
end $$;
comment on function search_name_keys is 'what a longer name is found by, any part of it: characters and pairs of them, letters of the pinyin by threes, initials';

create index enterprise_search on enterprise using gin (search_name_keys(name, pinyin, initials, division_code));
create index place_search on place using gin (search_name_keys(name, pinyin, initials, division_code));
create index household_by_number on household (number) where number is not null;

create table search_entry (
  id uuid primary key,
  ledger_id int not null,
  name text collate "C" not null,
  pinyin text collate "C" not null,
  initials text collate "C" not null,
  division_code text collate "C" not null
);
comment on table search_entry is 'entries as the search finds them by title, with the pinyin that the log does not have; made by the relay';
comment on column search_entry.name is 'the title, in lower case';
create index search_entry_keys on search_entry
  using gin (search_name_keys(name, pinyin, initials, division_code)) with (gin_pending_list_limit = 1024);

create function search_entry_renamed() returns trigger language plpgsql as $$
begin
  delete from search_entry where id = new.id;
  return null;
end $$;
comment on function search_entry_renamed is 'an old title is forgotten in the same transaction; the relay reads the new one';
create trigger entry_search_renamed after update of title on entry
  for each row when (old.title is distinct from new.title) execute function search_entry_renamed();
