-- How often each key occurs is not worth seconds of every analyze: a few are looked up together, and few rows have all.
alter index search_entry_keys alter column 1 set statistics 0;
