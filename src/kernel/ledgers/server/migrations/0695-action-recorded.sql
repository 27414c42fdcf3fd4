-- Rows are added in the order of recording, so that ranges of pages are enough of an index, and writing costs nothing.
create index action_recorded on action using brin (recorded_at) with (pages_per_range = 32);
