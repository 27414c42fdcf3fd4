-- A list's count is read from an index alone, but for rows that no vacuum has seen since they were written. Of a million
-- entries nine pages in ten held such a row before a vacuum came after two rows in ten; now it comes after one in twenty.
alter table entry set (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_vacuum_scale_factor = 0.05);
