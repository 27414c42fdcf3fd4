-- Everything is said in full and in the collation "C": the index calls it without a search path, and it must be the same for ever.
create function entry_words(title text, no text) returns text[]
language plpgsql immutable parallel safe strict cost 5000 as $$
declare
  words text := lower(translate(title, U&'\212A\0130', 'ki') collate "C");
  found text[] := string_to_array(words, null);
  chars text[] := string_to_array(lower(no collate "C") || chr(10) || words, null);
begin
  for i in 1 .. cardinality(chars) - 1 loop
    found := array_append(found, chars[i] || chars[i + 1]);
  end loop;
  return found;
end $$;
comment on function entry_words is
  'what an entry is found by in a list: each character of its title, and each pair of them and of its number''s, in small letters';

-- Of the entry itself, so that what was just written is found; few waiting keys, since each search reads them all.
create index entry_words on entry using gin (entry_words(title, no)) with (gin_pending_list_limit = 1024);
-- How often each pair occurs is not worth seconds of every analyze: a few are looked up together, and few rows have all.
alter index entry_words alter column 1 set statistics 0;
