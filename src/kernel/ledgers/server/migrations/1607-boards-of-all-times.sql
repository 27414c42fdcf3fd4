-- A board of the present, and of an earlier day, read sums of every month since the first: 2,600 rows for a district of two years;
-- and a list counted its rows instead. The sums of all times (span a) are as many as there are townships and stages.
insert into board_total (axis, span, ledger_id, starts, township, stage, measure, n)
select 'e', 'a', ledger_id, '-infinity', township, stage, measure, sum(n)
from board_total where axis = 'e' and span = 'm'
group by ledger_id, township, stage, measure having sum(n) <> 0;
insert into board_total (axis, span, ledger_id, starts, township, stage, measure, n)
select axis, 'y', ledger_id, date_trunc('year', starts)::date, township, stage, measure, sum(n)
from board_total where span = 'm'
group by axis, ledger_id, date_trunc('year', starts)::date, township, stage, measure having sum(n) <> 0;
-- They change with every action, and no index has what changes: with room on its page a changed sum stays where it is.
alter table board_total set (fillfactor = 70);
comment on table board_total is
  'board_event summed by day (span d), month (m) and year (y), on the effective (e) and the recorded (r) axis, and of all times (a, on e)';
