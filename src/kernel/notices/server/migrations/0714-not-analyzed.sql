-- No statement chooses its way by what a notice says.
alter table notice alter column params set statistics 0;
