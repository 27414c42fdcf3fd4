-- The rules of projects are kept by the kernel's rulebooks from here on; every version and every draft comes along.
insert into rulebook_version (book, version, body, reason, in_force_from, account_id)
select 'project_' || kind, version, body, reason, in_force_from, account_id from project_rule order by kind, version;
insert into rulebook_draft (book, body, saved_at, account_id)
select 'project_' || kind, body, saved_at, account_id from project_rule_draft;
drop table project_rule_draft;
drop table project_rule;
