alter table notice_adapter add column carries_codes boolean not null default false;
comment on column notice_adapter.carries_codes is '验证码: an administrator allowed it to carry one-time codes to phones of residents, who have no account';
