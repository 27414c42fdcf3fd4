-- The phones' lease is kept by the kernel's rulebooks from here on. Where it was changed that is the first version; by whom and when was not kept.
insert into rulebook_version (book, version, body, reason, in_force_from, account_id)
select 'offline_lease', 1, jsonb_build_object('leaseHours', lease_hours, 'pinTries', pin_tries), '', now(), 0
from offline_rule where (lease_hours, pin_tries) <> (12, 6);
drop table offline_rule;
