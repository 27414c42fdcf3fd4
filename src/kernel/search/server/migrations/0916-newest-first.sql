-- A word that many titles have is looked for from the newest entry back: of a district by the table's key.
create index search_entry_township on search_entry (left(division_code, 9), id);
create index search_entry_place on search_entry (division_code, id);
