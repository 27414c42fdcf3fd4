-- The rule of visits is kept by the kernel's rulebooks from here on; every version comes along, and is sealed at the next start.
insert into rulebook_version (book, district, version, body, reason, in_force_from, account_id)
select 'grid_coverage', district, version, jsonb_build_object('visitDays', visit_days), reason, at, account_id
from grid_coverage_rule order by district, version;
drop table grid_coverage_rule;
