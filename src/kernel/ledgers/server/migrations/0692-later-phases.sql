alter table entry_link drop constraint entry_link_relation_check;
alter table entry_link add constraint entry_link_relation_check
  check (relation in ('duplicate_of', 'caused_by', 'part_of', 'later_phase_of'));
